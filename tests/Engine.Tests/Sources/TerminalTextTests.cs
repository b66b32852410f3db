using RunbookTools.Engine.Sources;

namespace Engine.Tests.Sources;

public class TerminalTextTests
{
    [Theory]
    [InlineData("plain text, ünïcode 漢字 🚀", "plain text, ünïcode 漢字 🚀")]
    [InlineData("\u001b[31mred\u001b[0m and \u001b[1;38;5;208mmore\u001b[m", "red and more")]
    [InlineData("\u001b]0;new title\u0007text", "text")]
    [InlineData("\u001b]8;;http://evil\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("a\u009b2Jb", "ab")]
    [InlineData("a\u009d0;title\u009cb", "ab")]
    [InlineData("a\u001bcb", "ab")]
    [InlineData("a\u001b(Bb", "ab")]
    [InlineData("never\u001b]0;ended", "never0;ended")]
    [InlineData("ends with\u001b", "ends with")]
    [InlineData("cut\u001b[", "cut")]
    [InlineData("cut\u001b[31", "cut")]
    [InlineData("bell\u0007 back\b null\0 del\u007f", "bell back null del")]
    [InlineData("tab\tline\r\nreturn\rend", "tab line return end")]
    [InlineData("user\u202eexe.txt\u2066x\u200f", "userexe.txtx")]
    public void Leaves_nothing_a_terminal_obeys(string text, string cleaned) => Assert.Equal(cleaned, TerminalText.Clean(text));

    [Fact]
    public void Gives_back_the_same_text_when_there_is_nothing_to_clean()
    {
        var text = new string('x', 100);

        Assert.Same(text, TerminalText.Clean(text));
    }

    [Fact]
    public void Leaves_no_control_character_whatever_comes()
    {
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, 30).Select(_ => random.Next(3) switch
            {
                0 => '\u001b',
                1 => (char)random.Next(0, 0xa0),
                _ => "[]PX^_(;?0mc\\"[random.Next(13)],
            }));

            Assert.DoesNotContain(TerminalText.Clean(text), char.IsControl);
        }
    }
}
