using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Snapshots;

/// <summary>Writes a log so that it reads back to the same lines with the same times.</summary>
internal sealed partial class LogWriter(TextRedactor texts, KnownSecrets secrets, DateTimeOffset captured)
{
    /// <summary>Writes the lines of a log, in which credentials are already replaced.</summary>
    public void Write(IEnumerable<KubeLogLine> lines, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        var certificate = new List<KubeLogLine>();
        foreach (var line in lines)
        {
            // A certificate goes over many lines, and only whole can it be told from another.
            var isStart = CertificateStart().IsMatch(line.Text);
            if (isStart || (certificate.Count > 0 && !CertificateLine().IsMatch(line.Text)))
            {
                Flush(writer, certificate);
            }

            if (isStart || certificate.Count > 0)
            {
                certificate.Add(line);
            }
            else
            {
                Write(writer, line.Time, texts.Rest(line.Text));
            }
        }

        Flush(writer, certificate);
    }

    private void Flush(StreamWriter writer, List<KubeLogLine> certificate)
    {
        var text = string.Join('\n', certificate.Select(line => line.Text));
        if (texts.Rest(text) is var redacted && redacted != text)
        {
            Write(writer, certificate[0].Time, redacted);
        }
        else
        {
            certificate.ForEach(line => Write(writer, line.Time, line.Text));
        }

        certificate.Clear();
    }

    private void Write(StreamWriter writer, DateTimeOffset? time, string text)
    {
        // The time the reader would find in the text anyway need not be written again; any other was the kubelet's stamp, of nine digits.
        text = secrets.Replace(text);
        var stamp = time is { } known && LogTime.Find(text, captured) != known
            ? known.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff00'Z '", CultureInfo.InvariantCulture)
            : "";
        writer.WriteLine(stamp + text);
    }

    [GeneratedRegex("-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE")]
    private static partial Regex CertificateStart();

    [GeneratedRegex(@"^\s*(?:[A-Za-z0-9+/=]+|-----END [A-Z0-9 ]*-----)\s*$")]
    private static partial Regex CertificateLine();
}
