using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;

namespace RunbookTools.Host;

/// <summary>The console's size, which is all that formatting needs.</summary>
internal sealed class ConsoleRawUserInterface : PSHostRawUserInterface
{
    /// <inheritdoc/>
    public override Size BufferSize { get => WindowSize; set => throw new PSNotSupportedException(); }

    /// <inheritdoc/>
    public override Size WindowSize { get => new(Terminal.Width, Terminal.Height); set => throw new PSNotSupportedException(); }

    /// <inheritdoc/>
    public override Size MaxWindowSize => WindowSize;

    /// <inheritdoc/>
    public override Size MaxPhysicalWindowSize => WindowSize;

    /// <inheritdoc/>
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    /// <inheritdoc/>
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    /// <inheritdoc/>
    public override Coordinates CursorPosition { get => default; set => throw new PSNotSupportedException(); }

    /// <inheritdoc/>
    public override int CursorSize { get; set; } = 1;

    /// <inheritdoc/>
    public override bool KeyAvailable => false;

    /// <inheritdoc/>
    public override Coordinates WindowPosition { get => default; set => throw new PSNotSupportedException(); }

    /// <inheritdoc/>
    public override string WindowTitle { get; set; } = "runbook";

    /// <inheritdoc/>
    public override int LengthInBufferCells(string source, int offset) =>
        string.IsNullOrEmpty(source) || offset >= source.Length ? 0 : new StringDecorated(source[offset..]).ContentLength;

    /// <inheritdoc/>
    public override int LengthInBufferCells(string source) => LengthInBufferCells(source, 0);

    /// <inheritdoc/>
    public override void FlushInputBuffer()
    {
    }

    /// <inheritdoc/>
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new PSNotSupportedException();

    /// <inheritdoc/>
    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new PSNotSupportedException();

    /// <inheritdoc/>
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw new PSNotSupportedException();

    /// <inheritdoc/>
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new PSNotSupportedException();

    /// <inheritdoc/>
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new PSNotSupportedException();
}
