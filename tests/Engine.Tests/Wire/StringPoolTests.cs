using System.Text;
using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace Engine.Tests.Wire;

public class StringPoolTests
{
    [Fact]
    public void Gives_the_text_that_was_read_whatever_other_threads_read()
    {
        // More texts than places, so that they push each other out all the time.
        var texts = Enumerable.Range(0, 1 << 15).Select(number => Encoding.UTF8.GetBytes($"\"worker-{number}\"")).ToArray();
        var wrong = 0;

        Parallel.For(0, 4, thread =>
        {
            var random = new Random(thread);
            for (var count = 0; count < 300_000; count++)
            {
                var json = texts[random.Next(texts.Length)];
                var reader = new Utf8JsonReader(json);
                reader.Read();
                if (!reader.ValueTextEquals(StringPool.Read(ref reader)) || StringPool.Read(json) != Encoding.UTF8.GetString(json)[1..^1])
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        });

        Assert.Equal(0, wrong);
    }
}
