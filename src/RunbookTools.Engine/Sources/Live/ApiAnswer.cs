using System.Net;
using System.Text;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>What an API server answered.</summary>
/// <param name="Code">The status code.</param>
/// <param name="Body">The body; empty when it was read as it came.</param>
/// <param name="Date">The server's clock; null when it did not say.</param>
internal sealed record ApiAnswer(HttpStatusCode Code, byte[] Body, DateTimeOffset? Date)
{
    /// <summary>True for 2xx.</summary>
    public bool IsSuccess => (int)Code is >= 200 and < 300;

    /// <summary>What it said instead of an answer.</summary>
    public ApiStatus Status => ApiStatus.Parse(Encoding.UTF8.GetString(Body));

    /// <summary>What it said in a sentence, with the code where that is all there is to know.</summary>
    public string Describe() => Status.Message is { Length: > 0 } message ? message : $"the server answered {(int)Code}";
}
