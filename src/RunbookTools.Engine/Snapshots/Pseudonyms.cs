using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace RunbookTools.Engine.Snapshots;

/// <summary>
/// What stands for a value that is taken out: always the same for the same value, so that two places can still be seen to agree. Made with a key
/// of one snapshot that is kept nowhere, so that nobody can tell what was there, nor try guesses.
/// </summary>
internal sealed class Pseudonyms
{
    private const string Prefix = "REDACTED-";
    private const string EmailDomain = "@redacted.invalid";
    private const int HashDigits = 12;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<IPAddress, IPAddress> _addresses = new();

    /// <summary>What stands for a credential or a certificate: <c>REDACTED-3f9a1c07b2d4</c>. One that is given stays as it is.</summary>
    public string Token(string secret) => IsToken(secret) ? secret : Prefix + Hash(secret);

    /// <summary>What stands for a value in base64: base64 too, so that what reads bytes there still can.</summary>
    public string Base64Token(string secret) => Convert.ToBase64String(Encoding.ASCII.GetBytes(Token(secret)));

    /// <summary>What stands for an e-mail address: one that is valid and leads nowhere (RFC 2606).</summary>
    public string Email(string address) =>
        address.EndsWith(EmailDomain, StringComparison.Ordinal) ? address : "redacted-" + Hash(address.ToLowerInvariant()) + EmailDomain;

    /// <summary>
    /// What stands for an IP address. It keeps the first octet (IPv6: the first two) and with it the kind of address, and two addresses that share
    /// their first n bits still do (the scheme of Crypto-PAn, Xu, Fan, Ammar and Moon 2002), so that networks still contain what they contained.
    /// Loopback, unspecified, link-local and multicast addresses and masks say nothing of a cluster and stay.
    /// </summary>
    public IPAddress Address(IPAddress address) => IsCommon(address) ? address : _addresses.GetOrAdd(address, Permute);

    private static bool IsToken(string text) => text.Length == Prefix.Length + HashDigits && text.StartsWith(Prefix, StringComparison.Ordinal);

    private static bool IsCommon(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return IPAddress.IsLoopback(address) || address.Equals(IPAddress.IPv6Any) || address.IsIPv6LinkLocal || address.IsIPv6Multicast || address.IsIPv4MappedToIPv6;
        }

        var bytes = address.GetAddressBytes();
        return bytes[0] is 0 or 127 or >= 224 || (bytes[0] == 169 && bytes[1] == 254);
    }

    private IPAddress Permute(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var result = (byte[])bytes.Clone();
        Span<byte> input = stackalloc byte[1 + bytes.Length];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        for (var bit = bytes.Length == 4 ? 8 : 16; bit < bytes.Length * 8; bit++)
        {
            // Whether a bit is turned over depends on the bits before it and on nothing else.
            input.Clear();
            input[0] = (byte)bit;
            bytes.AsSpan(0, bit / 8).CopyTo(input[1..]);
            input[1 + (bit / 8)] = (byte)(bytes[bit / 8] & ~(0xff >> (bit % 8)));
            HMACSHA256.HashData(_key, input, hash);
            result[bit / 8] ^= (byte)((hash[0] & 1) << (7 - (bit % 8)));
        }

        return new IPAddress(result);
    }

    private string Hash(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)))[..HashDigits];
}
