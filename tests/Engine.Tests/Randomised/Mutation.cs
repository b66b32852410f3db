using CsCheck;

namespace Engine.Tests.Randomised;

/// <summary>Changes bytes: some are overwritten, the rest may be cut.</summary>
internal static class Mutation
{
    /// <summary>What is done to bytes of any length: places and values, and how much of the end is lost, in thousandths.</summary>
    public static Gen<((int Place, byte Value)[] Changes, int Cut)> Any { get; } =
        Gen.Select(Gen.Select(Gen.Int[0, 999_999], Gen.OneOf(Gen.Byte, JsonGen.OneOf("{}[]\",:\\ \n0"u8.ToArray()))).Array[0, 4], Gen.OneOf(Gen.Const(0), Gen.Int[0, 1000]));

    /// <summary>The bytes, changed.</summary>
    public static byte[] Apply(byte[] bytes, ((int Place, byte Value)[] Changes, int Cut) mutation)
    {
        var changed = bytes[..(int)(bytes.Length * (1000L - mutation.Cut) / 1000)];
        foreach (var (place, value) in mutation.Changes)
        {
            if (changed.Length > 0)
            {
                changed[(int)((long)place * changed.Length / 1_000_000)] = value;
            }
        }

        return changed;
    }
}
