using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>Words by which a line without a level looks like an error.</summary>
internal static partial class LogWords
{
    /// <summary>True when the text speaks of something that went wrong; "0 errors", "error=null" and settings of that name do not.</summary>
    public static bool LooksBad(string text)
    {
        if (Access().Match(text) is { Success: true } access)
        {
            return access.Groups["status"].ValueSpan[0] == '5';
        }

        return Bad().IsMatch(text) && Bad().IsMatch(Harmless().Replace(text, " "));
    }

    // A request in a web server's access log; a page that is not found is a visitor's error.
    [GeneratedRegex(@"HTTP/[0-9.]{1,3}""?\s+(?<status>[1-5]\d\d)\b")]
    private static partial Regex Access();

    [GeneratedRegex(
        """
        \bpanic(?:ked)?\b|\bfatal|\w*exception\b|\btraceback\b|\w*error\b|\berrors\b|\berr[=:]|\bfail(?:ed|ure|s|ing)?\b|\bcannot\b|\bcan(?:'|no)t\b|\bcould\ ?n[o']t\b|\bunable\ to\b
        |\brefused\b|\bdenied\b|\bforbidden\b|\bunauthorized\b|\btimed\ out\b|\btimeout\ (?:exceeded|expired|waiting|while)|\bi/o\ timeout\b|\bdeadline\ exceeded\b|\bunreachable\b
        |\bno\ such\b|\bnot\ found\b|\bno\ route\ to\ host\b|\bconnection\ (?:reset|closed|lost)\b|\bbroken\ pipe\b|\bsegmentation\ fault\b|\bsegfault|\bcore\ dumped\b|\bsig(?:segv|abrt|kill|bus)\b
        |\bout\ of\ memory\b|\boom[- ]?kill|\bno\ space\ left\b|\bread-only\ file\ system\b|\btoo\ many\ open\ files\b|\bcrash|\baborted\b|\bdeadlock\b|\bcorrupt|\bx509:|\binvalid\b|\bmissing\ required\b|\bmisconfigur
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Bad();

    [GeneratedRegex(
        """
        \b(?:0|no|zero|without(?:\ any)?|any|if)\ (?:\w+\ )?(?:errors?|failures?|failed|fails|exceptions?|panics?)\b
        |\b\w*(?:errors?|failures?|failed|exceptions?|err)"?\s?[=:]\s?"?(?:0|null|nil|<nil>|none|false|undefined|\[\]|\{\}|"")(?=$|[\s,;})\]"])
        |\b(?:errors?|failures?|exceptions?|failed)[-_ ](?:rate|count|counts|budget|handler|handlers|handling|page|pages|log|logs|level|channel|reporting|reporter|threshold|metrics?|total)\b
        |\blog[-_ ]?level\S*\ ?\S*error|--[\w-]*(?:error|fail|invalid)[\w-]*|\bon[-_]?(?:error|failure)\b|\b(?:continue|ignore|retry|stop|exit)\ ?[-_]?on[-_ ]?(?:error|failure)\b
        |\bfail(?:over|safe|ed\ over)\b|\bno\ longer\ (?:failing|unreachable)\b|\berror\.(?:log|html)\b|/\S*(?:error|fail|invalid|exception)\S*
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Harmless();
}
