namespace RunbookTools.Host;

/// <summary>What a command line asks for.</summary>
internal enum CommandLineAction
{
    /// <summary>Run commands.</summary>
    Command,

    /// <summary>Run a script file.</summary>
    File,

    /// <summary>Print the usage.</summary>
    Help,

    /// <summary>Print the version.</summary>
    Version,

    /// <summary>Nothing that can be done.</summary>
    Wrong,
}
