using System.Text;
using CsCheck;
using Engine.Tests.Wire;
using RunbookTools.Engine.Wire;

namespace Engine.Tests.Randomised;

/// <summary>What holds for any bytes. A failure prints a seed; it belongs in <see cref="Cases_that_once_failed_hold"/> as what it shrank to.</summary>
public class WireProperties
{
    private const int Rounds = 2_000;

    [Fact]
    public void A_value_ends_where_a_reader_says_it_does() => Gen.Select(JsonGen.Value(5), Gen.Int[1, 200]).Sample(
        (value, step) =>
        {
            var json = Encoding.UTF8.GetBytes(value + ",\"next\":1}]");
            var length = Encoding.UTF8.GetByteCount(value);
            Assert.Equal(length, JsonScanner.Length(json, isFinal: false));
            if (json[0] is (byte)'{' or (byte)'[' or (byte)'"')
            {
                Assert.Equal(length, InSteps(json, step));
                Assert.Equal(-1, JsonScanner.Length(json.AsSpan(0, length - 1), isFinal: true));
            }
        },
        iter: Rounds, threads: 1);

    [Fact]
    public void Every_object_is_read_or_named_as_a_gap() => JsonGen.Item.Array[0, 5].Sample(
        items =>
        {
            var read = WireRead.Of("{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[" + string.Join(',', items) + "]}");
            Assert.True(read.Objects.Count == items.Length || (read.Objects.Count < items.Length && read.Coverage.Gaps.Count > 0));
            Assert.All(read.Objects, item => Assert.NotEmpty(item.ToString()));
        },
        iter: Rounds, threads: 1);

    [Fact]
    public void A_stream_reads_as_the_whole_does_whatever_the_bytes() => Gen.Select(JsonGen.List, Mutation.Any, Gen.Int[1, 400]).Sample(
        (list, mutation, step) => Same(Mutation.Apply(Encoding.UTF8.GetBytes(list), mutation), step), iter: Rounds, threads: 1);

    [Fact]
    public void Bytes_without_any_sense_are_a_gap() => Gen.Byte.Array[0, 300].Sample(
        bytes =>
        {
            var read = WireRead.Of(bytes, "Pod");
            Assert.True(read.Coverage.Gaps.Count > 0 || read.Coverage.Read.Count > 0);
        },
        iter: Rounds, threads: 1);

    [Fact]
    public void Yaml_is_read_or_refused_with_its_place() => Gen.Select(JsonGen.List, Mutation.Any).Sample(
        (list, mutation) =>
        {
            try
            {
                var text = Encoding.UTF8.GetString(Mutation.Apply(Encoding.UTF8.GetBytes(list), mutation));
                foreach (var document in YamlReader.ToJson(new StringReader(text)))
                {
                    WireRead.Of(document);
                }
            }
            catch (WireException exception)
            {
                Assert.Contains("line ", exception.Message, StringComparison.Ordinal);
            }
        },
        iter: Rounds / 4, threads: 1);

    [Theory]
    [InlineData("{\"kind\":\"PodList\",\"items\":[{\"metadata\":{\"name\":\"a\"}} {\"metadata\"")]
    [InlineData("{\"apiVersion\":\"v1\",\"items\":[{\"apiVersion\":\"v1\",\"kind\":\"Node\"")]
    [InlineData("{\"kind\":\"PodList\",\"items\":[{\"metadata\":{\"name\":\"a\"},\\\"spec\":{\"nodeName\":\"worker-with-a-name-that-fills-a-block-of-its-own-at-least\"}}]}")]
    [InlineData("{\"items\":[{}],,\"kind\":\"PodList\"}")]
    [InlineData("{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"nodeName\":\"\\")]
    public void Cases_that_once_failed_hold(string json)
    {
        for (var step = 1; step < 8; step++)
        {
            Same(Encoding.UTF8.GetBytes(json), step);
        }
    }

    private static void Same(byte[] bytes, int step)
    {
        var whole = WireRead.Of(bytes, "Pod");
        var objects = new List<KubeObject>();
        var coverage = new CoverageRecord();
        var context = new WireContext { Cluster = "test", Objects = objects, Coverage = coverage, KindHint = "Pod", Path = "test.json" };
        WireReader.ReadAsync(new DrippingStream(bytes, step), context).GetAwaiter().GetResult();

        Assert.Equal(whole.Objects.Select(item => item.ToString()), objects.Select(item => item.ToString()));
        Assert.Equal(whole.Coverage.Gaps, coverage.ToCoverage(objects).Gaps);
    }

    private static int InSteps(byte[] json, int step)
    {
        var scanner = new JsonScanner();
        for (var at = 0; at < json.Length; at += step)
        {
            var length = scanner.Advance(json.AsSpan(at, Math.Min(step, json.Length - at)));
            if (length >= 0)
            {
                return at + length;
            }
        }

        return -1;
    }
}
