using System.Globalization;

namespace RunbookTools.Sandbox.Generation;

/// <summary>Numbers that look random and are the same each time.</summary>
internal static class Digits
{
    // What Kubernetes makes random names of (k8s.io/apimachinery/pkg/util/rand).
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>A number from a series and a place in it (the finaliser of SplitMix64).</summary>
    public static ulong Mix(int series, int index)
    {
        var value = (((ulong)series << 32) | (uint)index) + 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>A word as at the end of a pod's name.</summary>
    public static string Word(ulong number, int length) => string.Create(length, number, static (word, rest) =>
    {
        for (var place = 0; place < word.Length; place++)
        {
            word[place] = Alphabet[(int)(rest % (uint)Alphabet.Length)];
            rest /= (uint)Alphabet.Length;
        }
    });

    /// <summary>A unique id.</summary>
    public static string Uid(int series, int index)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Mix(series, index));
        BitConverter.TryWriteBytes(bytes[8..], Mix(series + 1000, index));
        return new Guid(bytes).ToString("D");
    }

    /// <summary>64 hexadecimal digits.</summary>
    public static string Hash(int series, int index) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Mix(series, index):x16}{Mix(series + 1000, index):x16}{Mix(series + 2000, index):x16}{Mix(series + 3000, index):x16}");
}
