using System.Globalization;

namespace RunbookTools.Host;

/// <summary>What is known of the terminal, or of what stands in its place.</summary>
internal static class Terminal
{
    /// <summary>Columns assumed where nobody says: what PowerShell formats for when its output is no terminal.</summary>
    private const int DefaultWidth = 120;

    /// <summary>True when output is to carry colour.</summary>
    public static bool IsColourful(bool noColor) =>
        !noColor
        && !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Columns output is formatted for: COLUMNS when set, else the terminal's width.</summary>
    public static int Width
    {
        get
        {
            var given = Environment.GetEnvironmentVariable("COLUMNS");
            if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns >= 20)
            {
                return columns;
            }

            var width = Console.IsOutputRedirected ? 0 : Console.WindowWidth;
            return width > 0 ? width : DefaultWidth;
        }
    }

    /// <summary>Lines of the terminal.</summary>
    public static int Height => !Console.IsOutputRedirected && Console.WindowHeight is > 0 and var height ? height : 25;
}
