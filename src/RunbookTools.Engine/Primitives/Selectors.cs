namespace RunbookTools.Engine.Primitives;

/// <summary>Reads label selectors as <c>kubectl -l</c> takes them.</summary>
public static class Selectors
{
    /// <summary>
    /// Reads a selector: <c>app=web</c>, <c>app==web</c>, <c>app!=web</c>, <c>tier in (a,b)</c>, <c>tier notin (a,b)</c>, <c>tier</c>, <c>!tier</c>,
    /// <c>size&gt;3</c>, <c>size&lt;3</c>, joined by commas (k8s.io/apimachinery/pkg/labels/selector.go). An empty text matches everything.
    /// </summary>
    /// <param name="text">The selector.</param>
    /// <exception cref="FormatException">The text is not a selector; the message says at which character.</exception>
    public static KubeSelector Parse(string text)
    {
        var reader = new Reader(text);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        var requirements = new List<KubeRequirement>();
        if (reader.Peek().Length > 0)
        {
            do
            {
                var requirement = ReadRequirement(reader);

                // Two different values for one label can not both hold; kept as requirements they match nothing, as they should.
                if (requirement is { Operator: "=", Values: [var value] } && labels.TryAdd(requirement.Key, value))
                {
                    continue;
                }

                requirements.Add(requirement.Operator == "=" ? requirement with { Operator = "In" } : requirement);
            }
            while (reader.Take(","));

            if (reader.Peek().Length > 0)
            {
                throw reader.Error("',' or the end");
            }
        }

        return new KubeSelector(labels, requirements);
    }

    private static KubeRequirement ReadRequirement(Reader reader)
    {
        if (reader.Take("!"))
        {
            return new KubeRequirement(reader.Word("a label name"), "DoesNotExist", []);
        }

        var key = reader.Word("a label name");
        var sign = reader.Peek();
        switch (sign)
        {
            case "" or ",":
                return new KubeRequirement(key, "Exists", []);
            case "=" or "==":
                reader.Next();
                return new KubeRequirement(key, "=", [reader.Value()]);
            case "!=":
                reader.Next();
                return new KubeRequirement(key, "NotIn", [reader.Value()]);
            case ">" or "<":
                reader.Next();
                return new KubeRequirement(key, sign == ">" ? "Gt" : "Lt", [reader.Number()]);
            case "in" or "notin":
                reader.Next();
                return new KubeRequirement(key, sign == "in" ? "In" : "NotIn", reader.Set());
            default:
                throw reader.Error("'=', '==', '!=', 'in', 'notin', '>' or '<'");
        }
    }

    private sealed class Reader(string text)
    {
        private const string Special = "=!(),<>";
        private int _at;

        public string Peek()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }

            if (_at == text.Length)
            {
                return "";
            }

            var end = _at;
            if (Special.Contains(text[end]))
            {
                // The operators of two characters are == and !=.
                var isLong = text[end] is '=' or '!' && end + 1 < text.Length && text[end + 1] == '=';
                return text.Substring(end, isLong ? 2 : 1);
            }

            while (end < text.Length && !Special.Contains(text[end]) && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            return text[_at..end];
        }

        public string Next()
        {
            var token = Peek();
            _at += token.Length;
            return token;
        }

        public bool Take(string token)
        {
            if (Peek() != token)
            {
                return false;
            }

            _at += token.Length;
            return true;
        }

        public string Word(string wanted) => IsWord(Peek()) ? Next() : throw Error(wanted);

        public string Value()
        {
            var token = Peek();
            return token is "" or "," ? "" : Word("a value");
        }

        public string Number()
        {
            var start = _at;
            var word = Word("a whole number");
            if (long.TryParse(word, out _))
            {
                return word;
            }

            _at = start;
            throw Error("a whole number");
        }

        public List<string> Set()
        {
            if (!Take("("))
            {
                throw Error("'('");
            }

            var values = new List<string>();
            do
            {
                values.Add(Peek() is "," or ")" ? "" : Word("a value or ')'"));
            }
            while (Take(","));

            return Take(")") ? values : throw Error("',' or ')'");
        }

        public FormatException Error(string wanted)
        {
            var found = Peek();
            return new FormatException(
                $"'{text}' is not a label selector: at character {_at + 1} {wanted} is expected, {(found.Length == 0 ? "but it ends" : $"not '{found}'")}.");
        }

        private static bool IsWord(string token) => token.Length > 0 && !Special.Contains(token[0]);
    }
}
