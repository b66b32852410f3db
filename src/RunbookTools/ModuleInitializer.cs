using System.Management.Automation;

namespace RunbookTools;

/// <summary>Runs when the module is imported, before any of its cmdlets.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport() => EngineLoadContext.SetUp();
}
