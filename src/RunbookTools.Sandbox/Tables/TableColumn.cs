namespace RunbookTools.Sandbox.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">The name, as the server writes it.</param>
/// <param name="Type">The type of its cells.</param>
/// <param name="Priority">0 for what is always shown, 1 for what <c>-o wide</c> adds.</param>
/// <param name="Format">The format of its cells: <c>name</c>.</param>
internal sealed record TableColumn(string Name, string Type = "string", int Priority = 0, string Format = "")
{
    /// <summary>The name of the object.</summary>
    public static TableColumn ObjectName { get; } = new("Name", Format: "name");

    /// <summary>The age of the object.</summary>
    public static TableColumn Age { get; } = new("Age");

    /// <summary>The names of a workload's containers.</summary>
    public static TableColumn Containers { get; } = new("Containers", Priority: 1);

    /// <summary>The images of a workload's containers.</summary>
    public static TableColumn Images { get; } = new("Images", Priority: 1);

    /// <summary>The labels a workload or a service selects by.</summary>
    public static TableColumn Selector { get; } = new("Selector", Priority: 1);
}
