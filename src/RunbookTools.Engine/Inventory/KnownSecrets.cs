using System.Buffers;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Inventory;

/// <summary>
/// Finds the secrets of a cluster where nothing gives them away: the password of an environment variable in a log line or an annotation. Only what
/// cannot be a plain word is looked for, and nothing that is the name of something in the cluster.
/// </summary>
internal sealed partial class KnownSecrets
{
    private const int MinLength = 6;

    private readonly (string Secret, string Token)[] _secrets;
    private readonly SearchValues<string> _search;

    /// <summary>Chooses what to look for.</summary>
    /// <param name="secrets">Secrets, with what stands for them.</param>
    /// <param name="names">Names of objects, labels, images: never replaced.</param>
    public KnownSecrets(IEnumerable<KeyValuePair<string, string>> secrets, IEnumerable<string> names)
    {
        var telling = new Dictionary<string, string>(secrets.Where(pair => IsTelling(pair.Key)), StringComparer.Ordinal);
        if (telling.Count > 0)
        {
            foreach (var name in names)
            {
                telling.Remove(name);
            }
        }

        // The longest first, because one may be a part of another.
        _secrets = [.. telling.Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Key.Length).ThenBy(pair => pair.Key, StringComparer.Ordinal)];
        _search = SearchValues.Create([.. _secrets.Select(pair => pair.Secret)], StringComparison.Ordinal);
    }

    /// <summary>The credentials that were masked in objects while they were read, each once.</summary>
    public static HashSet<string> CredentialsIn(IEnumerable<KubeObject> objects)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in objects)
        {
            switch (item)
            {
                case KubePod pod:
                    foreach (var container in pod.Containers)
                    {
                        found.UnionWith(container.SharedSpec.Spec.Credentials);
                    }

                    break;
                case KubeWorkload workload:
                    foreach (var container in workload.Template.Spec.Containers)
                    {
                        found.UnionWith(container.Credentials);
                    }

                    break;
                case KubeConfigMap map:
                    found.UnionWith(map.Credentials);
                    break;
            }
        }

        return found;
    }

    /// <summary>What things are called, which is no secret, whatever variable holds it. A name may come more than once.</summary>
    public static IEnumerable<string> NamesIn(IEnumerable<KubeObject> objects)
    {
        foreach (var item in objects)
        {
            yield return item.Name;
            yield return item.Namespace ?? "";
            yield return item.Uid ?? "";
            foreach (var (name, value) in item.Labels)
            {
                yield return name;
                yield return value;
            }

            foreach (var container in item is KubePod pod ? pod.Containers : [])
            {
                yield return container.Name;
                yield return container.Image;
            }
        }
    }

    /// <summary>True when there is nothing to look for.</summary>
    public bool IsEmpty => _secrets.Length == 0;

    /// <summary>The text with every secret replaced that stands in it as a whole word.</summary>
    public string Replace(string text)
    {
        if (IsEmpty || !text.AsSpan().ContainsAny(_search))
        {
            return text;
        }

        foreach (var (secret, token) in _secrets)
        {
            for (var at = text.IndexOf(secret, StringComparison.Ordinal); at >= 0; at = text.IndexOf(secret, at, StringComparison.Ordinal))
            {
                var end = at + secret.Length;
                if ((at > 0 && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(secret[0]))
                    || (end < text.Length && char.IsLetterOrDigit(text[end]) && char.IsLetterOrDigit(secret[^1])))
                {
                    at = end;
                }
                else
                {
                    text = string.Concat(text.AsSpan(0, at), token, text.AsSpan(end));
                    at += token.Length;
                }
            }
        }

        return text;
    }

    // Of two kinds of characters at least: "postgres" and "changeme" stand in too many places that have nothing to do with a password.
    private static bool IsTelling(string secret)
    {
        if (secret.Length < MinLength || Common().IsMatch(secret) || Place().IsMatch(secret))
        {
            return false;
        }

        var kinds = (secret.Any(char.IsLetter) ? 1 : 0) + (secret.Any(char.IsDigit) ? 1 : 0)
            + (secret.Any(character => !char.IsLetterOrDigit(character) && character is not ('-' or '.' or '_' or '/' or ':' or ' ')) ? 1 : 0);
        return kinds > 1;
    }

    // Where something is, which variables such as AUTH hold too, and which a log has to tell.
    [GeneratedRegex(
        @"^(?:[a-z][a-z0-9+.-]*://[^\s@]+|[a-z0-9.-]+:\d{2,5}(?:/\S*)?|(?:[a-z0-9-]+\.)+(?:svc|local|localdomain|internal|com|net|org|io|dev|cloud|example|test|invalid))$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Place();

    // Names of algorithms and versions, which stand in variables such as AUTH_KEY too.
    [GeneratedRegex(@"^(?:(?:scram-)?(?:sha|md|hs|rs|es|ps|aes|rsa|ec|ed)-?\d+(?:-\w+)*|base64|oauth2|pbkdf2|argon2\w*|http/?\d|v?\d+(?:\.\d+)+(?:-[\w.]+)?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Common();
}
