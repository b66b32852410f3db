using System.Reflection;
using System.Runtime.Loader;

namespace RunbookTools;

/// <summary>
/// Loads the engine and its packages apart from everything else in the session, so that another module may bring another version of
/// YamlDotNet. The model and the framework are shared.
/// </summary>
internal sealed class EngineLoadContext : AssemblyLoadContext
{
    private const string EngineName = "RunbookTools.Engine";
    private static readonly Lock s_lock = new();
    private static EngineLoadContext? s_instance;
    private readonly string _folder;

    private EngineLoadContext(string folder)
        : base(EngineName) => _folder = folder;

    /// <summary>Answers requests for the engine; asked twice it is set up once.</summary>
    public static void SetUp()
    {
        lock (s_lock)
        {
            if (s_instance is null)
            {
                var module = Path.GetDirectoryName(typeof(EngineLoadContext).Assembly.Location)!;
                s_instance = new EngineLoadContext(Path.Combine(module, "engine"));
                Default.Resolving += (_, name) => name.Name == EngineName ? s_instance.LoadFromAssemblyName(name) : null;
            }
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
