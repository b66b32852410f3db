using System.Net;
using RunbookTools.Engine.Snapshots;

namespace Engine.Tests.Snapshots;

public class PseudonymsTests
{
    private readonly Pseudonyms _pseudonyms = new();

    [Fact]
    public void The_same_secret_has_the_same_token_in_one_snapshot_and_another_in_the_next()
    {
        Assert.Matches("^REDACTED-[0-9a-f]{12}$", _pseudonyms.Token("hunter2"));
        Assert.Equal(_pseudonyms.Token("hunter2"), _pseudonyms.Token("hunter2"));
        Assert.NotEqual(_pseudonyms.Token("hunter2"), _pseudonyms.Token("hunter3"));
        Assert.NotEqual(_pseudonyms.Token("hunter2"), new Pseudonyms().Token("hunter2"));
    }

    [Fact]
    public void A_token_and_an_address_that_were_made_here_stay()
    {
        Assert.Equal(_pseudonyms.Token("x"), _pseudonyms.Token(_pseudonyms.Token("x")));
        Assert.Equal(_pseudonyms.Email("a@b.example"), _pseudonyms.Email(_pseudonyms.Email("A@b.example")));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.0")]
    [InlineData("169.254.169.254")]
    [InlineData("224.0.0.1")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    public void Addresses_that_say_nothing_of_a_cluster_stay(string address) =>
        Assert.Equal(IPAddress.Parse(address), _pseudonyms.Address(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.244.1.7", "10.244.1.9", 28)]
    [InlineData("10.244.1.7", "10.244.200.9", 16)]
    [InlineData("10.244.1.7", "10.0.0.1", 8)]
    [InlineData("203.0.113.1", "203.0.113.2", 30)]
    [InlineData("fd00:10:244::1", "fd00:10:244::2", 126)]
    [InlineData("fd00:10:244::1", "fd00:10:96::1", 38)]
    public void Two_addresses_share_as_many_bits_as_before(string one, string other, int bits)
    {
        var (first, second) = (_pseudonyms.Address(IPAddress.Parse(one)), _pseudonyms.Address(IPAddress.Parse(other)));

        Assert.Equal(Common(IPAddress.Parse(one), IPAddress.Parse(other)), Common(first, second));
        Assert.True(Common(first, second) >= bits);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void No_two_addresses_of_a_network_become_one()
    {
        var replaced = Enumerable.Range(0, 1024).Select(number => _pseudonyms.Address(new IPAddress([10, 1, (byte)(number / 256), (byte)(number % 256)]))).ToHashSet();

        Assert.Equal(1024, replaced.Count);
        Assert.All(replaced, address => Assert.Equal(10, address.GetAddressBytes()[0]));
    }

    private static int Common(IPAddress one, IPAddress other)
    {
        var (first, second) = (one.GetAddressBytes(), other.GetAddressBytes());
        var bit = 0;
        while (bit < first.Length * 8 && ((first[bit / 8] ^ second[bit / 8]) & (0x80 >> (bit % 8))) == 0)
        {
            bit++;
        }

        return bit;
    }
}
