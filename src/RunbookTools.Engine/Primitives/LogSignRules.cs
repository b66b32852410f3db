using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>
/// What lines are signs of: phrases of errno and libc, shells, Go, Java, Python, Node.js, argument parsers, TLS libraries, drivers and databases.
/// Never of one application. The order decides where a line has several: what is more precise stands first.
/// </summary>
internal static partial class LogSignRules
{
    /// <summary>Signs of something that went wrong, in order.</summary>
    public static IReadOnlyList<(LogSign Sign, Regex Rule)> Faults { get; } =
    [
        (LogSign.WrongArchitecture, WrongArchitecture()),
        (LogSign.ApiForbidden, ApiForbidden()),
        (LogSign.ProgramMissing, ProgramMissing()),
        (LogSign.VariableMissing, VariableMissing()),
        (LogSign.VariableMissing, VariableNamed()),
        (LogSign.PortInUse, PortInUse()),
        (LogSign.CertificateExpired, CertificateExpired()),
        (LogSign.CertificateUntrusted, CertificateUntrusted()),
        (LogSign.TlsMismatch, TlsMismatch()),
        (LogSign.DatabaseReadOnly, DatabaseReadOnly()),
        (LogSign.ConnectionsExhausted, ConnectionsExhausted()),
        (LogSign.CredentialsRejected, CredentialsRejected()),
        (LogSign.SchemaMissing, SchemaMissing()),
        (LogSign.NameNotResolving, NameNotResolving()),
        (LogSign.ConnectionRefused, ConnectionRefused()),
        (LogSign.TimedOut, TimedOut()),
        (LogSign.Unreachable, Unreachable()),
        (LogSign.DiskFull, DiskFull()),
        (LogSign.ReadOnlyFileSystem, ReadOnlyFileSystem()),
        (LogSign.PermissionDenied, PermissionDenied()),
        (LogSign.HeapExhausted, HeapExhausted()),
        (LogSign.FileMissing, NoSuchFile()),
        (LogSign.ConfigInvalid, ConfigInvalid()),
        (LogSign.FileMissing, FileMissing()),
        (LogSign.BadArgument, BadArgument()),
        (LogSign.Crash, Crash()),
        (LogSign.Error, Error()),
    ];

    /// <summary>Signs of where a run is, in order.</summary>
    public static IReadOnlyList<(LogSign Sign, Regex Rule)> States { get; } =
    [
        (LogSign.Usage, Usage()),
        (LogSign.Serving, Serving()),
        (LogSign.Starting, Starting()),
    ];

    /// <summary>How hosts and ports stand in messages about connections, the more certain forms first.</summary>
    public static IReadOnlyList<Regex> Peers { get; } = [Lookup(), Upstream(), Arrow(), Dial(), ErrnoPeer(), ServerAt(), QuotedHost(), NamedHost(), Url(), Pair()];

    // nginx, ngx_http_upstream_log_error: upstream: "http://10.42.1.29:8080/".
    [GeneratedRegex(@"\bupstream: ""(?:[a-z]+://)?(?<host>[\w.\-]+|\[[0-9a-fA-F:]+\])(?::(?<port>\d{1,5}))?")]
    private static partial Regex Upstream();

    [GeneratedRegex("exec format error", RegexOptions.IgnoreCase)]
    private static partial Regex WrongArchitecture();

    // k8s.io/apiserver, pkg/endpoints/handlers/responsewriters/errors.go (forbiddenMessage).
    [GeneratedRegex("""is forbidden: User "system:serviceaccount:[^"]+" cannot (?<verb>\w+) resource "(?<subject>[^"]+)"(?: in API group "(?<group>[^"]*)")?""", RegexOptions.IgnoreCase)]
    private static partial Regex ApiForbidden();

    // Shells (POSIX "not found", 127), runc's entry in the log of tini and exec, CPython, Node.js, the JVM launcher, npm, ld.so.
    [GeneratedRegex(
        """
        ^exec\ (?<subject>[^:]+):\ (?:no\ such\ file\ or\ directory|permission\ denied)
        |exec\ user\ process\ caused:?\ "?(?:no\ such\ file\ or\ directory|permission\ denied)
        |(?:^|:\ )(?:exec:\ )?"?(?<subject>[^\s:"]+)"?:\ (?:executable\ file|command)\ not\ found
        |^(?:\S*/)?(?:ba|da|a|z)?sh:\ (?:[^:]{1,80}:\ ){0,3}"?(?<subject>[^:\s"]+)"?:\ (?:not\ found|no\ such\ file\ or\ directory|permission\ denied)$
        |:\ exec:\ (?:line\ \d+:\ )?(?<subject>[^:\s]+):\ (?:not\ found|cannot\ execute|permission\ denied)
        |cannot\ find\ module\ '?(?<subject>/[^\s']*)|can't\ open\ file\ '?(?<subject>/?[^\s']+)|unable\ to\ access\ jarfile\ (?<subject>\S+)
        |could\ not\ find\ or\ load\ main\ class\ (?<subject>\S+)|missing\ script:\ "?(?<subject>[^\s"]+)
        |error\ while\ loading\ shared\ libraries:\ (?<subject>[^:\s]+)|no\ module\ named\ '?(?<subject>[\w.]+)
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ProgramMissing();

    // Sentences about variables, whatever the name looks like.
    [GeneratedRegex(
        """
        \b(?:environment|env)\.?\ ?var\w*\b.{0,80}\b(?:not\ (?:set|found|defined|provided|specified)|required|missing|empty|undefined|unset|must)
        |(?:missing|required|undefined|unset|no)\ (?:required\ )?(?:environment|env)\.?\ ?var|(?:specify|set\ the)\ .{0,60}environment\ variable
        |could\ not\ resolve\ placeholder\ '(?<subject>[^':]+)
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex VariableMissing();

    // A name in capitals said to be missing: here the case is the sign. Shells (set -u, ${X:?}), CPython's os.environ, envconfig.
    [GeneratedRegex(
        """
        (?i:must|need\ to)\ (?i:specify|set|provide|define)\ (?<subject>[A-Z]+_[A-Z0-9_]+)
        |\b(?<subject>[A-Z][A-Z0-9]*_[A-Z0-9_]+)["'`]?\W{1,3}(?i:(?:is\ |was\ |are\ )?(?:not\ (?:set|found|defined|provided)|unset|required|missing|undefined|empty|must\ be\ (?:set|provided|specified|defined)))
        |(?<subject>[A-Z][A-Z0-9_]{2,}):\ (?:unbound\ variable|parameter\ (?:null\ or\ )?not\ set)
        |KeyError:\ '(?<subject>[A-Z][A-Z0-9_]+)'|required\ key\ (?<subject>[A-Z0-9_]+)\ missing\ value
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex VariableNamed();

    [GeneratedRegex(@"address already in use|\bEADDRINUSE\b|port \d* ?(?:is |was )?already (?:in use|allocated)|address in use|only one usage of each socket address", RegexOptions.IgnoreCase)]
    private static partial Regex PortInUse();

    // Go crypto/x509, OpenSSL (X509_V_ERR_CERT_HAS_EXPIRED), Node.js, the JDK.
    [GeneratedRegex(@"certificate (?:has expired|is expired|expired|is not yet valid|has expired or is not yet valid)|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|CertificateExpiredException|CertificateNotYetValidException|NotAfter: ", RegexOptions.IgnoreCase)]
    private static partial Regex CertificateExpired();

    [GeneratedRegex(
        """
        signed\ by\ unknown\ authority|self[-\ ]signed\ certificate|unable\ to\ (?:get\ local\ issuer|verify\ the\ first)\ certificate|certificate\ verify\ failed|SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)
        |PKIX\ path\ (?:building|validation)\ failed|x509:\ certificate\ (?:is\ valid\ for|relies\ on)|does\ not\ match\ certificate's\ altnames|ERR_TLS_CERT_ALTNAME_INVALID|no\ subject\ alternative\ (?:dns\ )?names?
        |hostname\ mismatch,\ certificate|tls:\ (?:unknown\ certificate\ authority|bad\ certificate)|alert\ unknown\ ca\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CertificateUntrusted();

    // Go net/http on either side, nginx, OpenSSL (SSL_R_WRONG_VERSION_NUMBER), the JDK.
    [GeneratedRegex(
        """
        client\ sent\ an\ http\ request\ to\ an\ https\ server|server\ gave\ http\ response\ to\ https\ client|plain\ http\ request\ (?:was\ )?sent\ to\ https\ port|first\ record\ does\ not\ look\ like\ a\ tls\ handshake
        |wrong\ version\ number|unsupported\ or\ unrecognized\ ssl\ message|malformed\ http\ response\ "?\\x15|invalid\ http\ request\ received.*\\x16\\x03|not\ an\ ssl/tls\ record
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex TlsMismatch();

    // PostgreSQL (src/backend/tcop/utility.c), MySQL (ER_OPTION_PREVENTS_STATEMENT, ER_READ_ONLY_MODE), Redis (READONLY), SQLite, MongoDB, Elasticsearch.
    [GeneratedRegex(
        """
        cannot\ execute\ .{1,60}\ in\ a\ read-only\ transaction|running\ with\ the\ --(?:super-)?read-only\ option|running\ in\ read-only\ mode|can't\ write\ against\ a\ read\ only\ replica
        |attempt\ to\ write\ a\ readonly\ database|NotWritablePrimary|not\ master\ and\ slaveOk|\bnot\ primary\b|index\ read-only\ /\ allow\ delete|database\ is\ in\ read[- ]only\ mode|recovery\ is\ in\ progress
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex DatabaseReadOnly();

    // PostgreSQL (53300), MySQL (ER_CON_COUNT_ERROR, ER_TOO_MANY_USER_CONNECTIONS), Redis (maxclients), Oracle (ORA-00018, ORA-12519).
    [GeneratedRegex(
        @"too many (?:connections|clients already|user connections)|remaining connection slots are reserved|max number of clients reached|max_user_connections|maximum number of sessions exceeded|no appropriate service handler found|connection limit exceeded for",
        RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionsExhausted();

    [GeneratedRegex(
        """
        password\ authentication\ failed(?:\ for\ user\ "(?<subject>[^"]+)")?|access\ denied\ for\ user\ '(?<subject>[^']+)'|login\ failed\ for\ user\ '(?<subject>[^']+)'|role\ "(?<subject>[^"]+)"\ does\ not\ exist|no\ pg_hba\.conf\ entry
        |authentication\ (?:failed|failure|error:)|access\ denied\ for\ user|WRONGPASS|NOAUTH|login\ failed|(?:invalid|bad|incorrect|wrong|expired)\ (?:user\w*|password|credential\w*|api.?key|token|client.?secret)
        |InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken|invalid_client|\b401\ unauthorized|status(?:code)?\W{1,3}401\b|ORA-01017|SASL\ authentication\ failed
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CredentialsRejected();

    // PostgreSQL (42P01, 42703, 3D000), MySQL (ER_NO_SUCH_TABLE, ER_BAD_FIELD_ERROR, ER_BAD_DB_ERROR), SQLite, SQL Server (208), Oracle, Elasticsearch, Cassandra.
    [GeneratedRegex(
        """
        \b(?:relation|column|database|schema|type|sequence|keyspace|collection)\ ["'`](?<subject>[^"'`]+)["'`]\ (?:of\ relation\ \S+\ )?does\ not\ exist|\btable\ ["'`](?<subject>[^"'`]+)["'`]\ (?:doesn't|does\ not)\ exist
        |no\ such\ (?:table|column):\ (?<subject>[\w.]+)|unknown\ (?:column|database)\ '(?<subject>[^']+)'|invalid\ object\ name\ '(?<subject>[^']+)'|ORA-00942|table\ or\ view\ does\ not\ exist
        |no\ such\ index\ \[(?<subject>[^\]]+)\]|unconfigured\ table\ (?<subject>\w+)|schema-validation:\ missing\ (?:table|column)\ \[(?<subject>[^\]]+)\]
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex SchemaMissing();

    // Go net (dnsclient_unix.go), getaddrinfo(3), libuv, the JDK, libcurl, libpq, nginx, HAProxy, MySQL (CR_UNKNOWN_HOST).
    [GeneratedRegex(
        """
        no\ such\ host|\bENOTFOUND\b|\bEAI_AGAIN\b|lookup\ (?!failed\b|error\b)\S+(?:\ on\ \S+)?:\ .{0,120}(?:i/o\ timeout|server\ misbehaving|connection\ refused)|host\ not\ found|name\ or\ service\ not\ known|temporary\ failure\ in\ name\ resolution|name\ does\ not\ resolve
        |could\ not\ (?:resolve|translate)\ (?:host|address)|UnknownHost|nodename\ nor\ servname|unknown\ (?:mysql\ server\ )?host|no\ address\ associated\ with\ hostname|failed\ to\ lookup\ address|NXDOMAIN|name\ resolution\ failed
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NameNotResolving();

    [GeneratedRegex(@"connection refused|connection to \S+ (?:was )?refused|\bECONNREFUSED\b|actively refused|can't connect to (?:local )?(?:mysql )?server on .*\((?:111|61)\)", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionRefused();

    // A controller that waits for its caches (k8s.io/client-go/tools/cache) only sums up what other lines say.
    [GeneratedRegex(
        """
        i/o\ timeout|connect(?:ion|ing)?\ (?:attempt\ )?timed\ out|connect\ timeout|connect\ ?timeout\ ?error|\bETIMEDOUT\b|\bESOCKETTIMEDOUT\b|timeout\ expired|context\ deadline\ exceeded|Client\.Timeout|server\ selection\ tim|read\ timed\ out
        |request\ timed\ out|DeadlineExceeded|DEADLINE_EXCEEDED|operation\ timed\ out|timed\ out\ (?:waiting\ for(?!\ (?:the\ )?(?:condition|caches?)\b)|while\ connecting|after\ \d)
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex TimedOut();

    [GeneratedRegex(
        @"no route to host|\bEHOSTUNREACH\b|network is unreachable|\bENETUNREACH\b|connection reset by peer|\bECONNRESET\b|communications link failure|NoBrokersAvailable|\b503 service (?:temporarily )?unavailable|code = Unavailable|server closed the connection unexpectedly|the database system is (?:starting up|shutting down)|no reachable servers",
        RegexOptions.IgnoreCase)]
    private static partial Regex Unreachable();

    [GeneratedRegex(@"no space left on device|\bENOSPC\b|disk quota exceeded|(?:disk|database) (?:or disk )?is full|could not extend file", RegexOptions.IgnoreCase)]
    private static partial Regex DiskFull();

    [GeneratedRegex(@"read-only file ?system|\bEROFS\b", RegexOptions.IgnoreCase)]
    private static partial Regex ReadOnlyFileSystem();

    [GeneratedRegex(
        @"\bEACCES\b|\bEPERM\b|operation not permitted|AccessDeniedException|\[Errno 13\]|(?:(?:open|mkdir|create|write|unlink|remove|chmod|chown|touch|rename|bind|listen|access|log)\w*\b.{0,120}|: )permission denied",
        RegexOptions.IgnoreCase)]
    private static partial Regex PermissionDenied();

    // HotSpot, V8, Go, CPython, the C++ library, malloc(3).
    [GeneratedRegex(@"OutOfMemoryError|heap out of memory|runtime: out of memory|^MemoryError|std::bad_alloc|cannot allocate memory|allocation failed", RegexOptions.IgnoreCase)]
    private static partial Regex HeapExhausted();

    [GeneratedRegex(
        """
        (?<subject>/[^\s:'",]+)['"]?(?:\ failed\ \(2)?:\ no\ such\ file\ or\ directory|no\ such\ file\ or\ directory\W{1,5}(?<subject>/?[^\s'"]+)
        |\b(?:open|read|stat|load|find|access|lookup)\w*\b.{0,120}(?:no\ such\ file\ or\ directory|\bENOENT\b)|\[Errno\ 2\]|\bENOENT:\ no\ such\ file
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NoSuchFile();

    [GeneratedRegex(
        @"\b(?:file|path|directory)\b.{0,80}\b(?:not found|does not exist|(?:could|can)not be found)|FileNotFound|NoSuchFileException|cannot find the (?:file|path)|(?:unable|failed) to (?:find|open|load|read) (?:config\w* )?file",
        RegexOptions.IgnoreCase)]
    private static partial Regex FileMissing();

    // Parsers of YAML, JSON and TOML, nginx, and sentences about a configuration.
    [GeneratedRegex(
        """
        cannot\ unmarshal|yaml:\ (?:line|unmarshal|did\ not)|\[emerg\]|(?:error|fail\w*|unable\ to)\ (?:while\ |when\ |to\ )?(?:pars\w+|decod\w+|unmarshal\w*)\ .{0,80}(?:config\w*|file|ya?ml|json|toml)
        |invalid\ (?:value\ for\ (?:env|config|option|setting)|config)\w*|while\ parsing\ (?:config|a\ )|invalid\ character\ .{0,9}\ looking\ for|config\w*\ (?:file\ )?(?:is\ )?invalid|unknown\ (?:directive|keyword)
        |config\w*\ (?:file\ )?error|(?:SnakeYAML|yaml\.|toml\.|json\.)\S*(?:Error|Exception)
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ConfigInvalid();

    // Go flag, pflag and cobra, argparse, click, clap, getopt.
    [GeneratedRegex(
        """
        unknown\ (?:sub)?(?:command|flag|option|argument|shorthand\ flag)|(?:un(?:recognized|expected|known)|invalid|illegal)\ (?:command.?line\ )?(?:option|argument|flag|switch|subcommand)s?\b|flag\ provided\ but\ not\ defined
        |invalid\ (?:argument|value)\ ".*"\ for|no\ such\ (?:sub)?(?:command|option)|which\ wasn't\ expected,\ or\ isn't\ valid|required\ (?:flag|argument|option)|the\ following\ arguments\ are\ required
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex BadArgument();

    [GeneratedRegex(
        @"^panic:|^goroutine \d+ \[|Traceback \(most recent call last\)|Exception in thread|[uU]nhandled\w* (?:exception|error|rejection|promise)|[uU]ncaught|[sS]egmentation (?:fault|violation)|SIGSEGV|SIGABRT|core dumped|panicked at|^fatal error:|^\s+at .+[:(]\d+\)?|terminate called")]
    private static partial Regex Crash();

    [GeneratedRegex(@"\b(?:FATAL|CRITICAL|PANIC|ERROR|Error:|[A-Z]\w+(?:Error|Exception)\b)|^[EF]\d{4} |level\W{1,3}(?:error|fatal|panic)|^(?:error|fatal):", RegexOptions.None)]
    private static partial Regex Error();

    [GeneratedRegex(@"^\s*usage:|--help\b", RegexOptions.IgnoreCase)]
    private static partial Regex Usage();

    [GeneratedRegex(
        """
        \blisten(?:s|ing)?\b|\bready\ (?:for|to)\b|accept(?:s|ing)\ connections|\bserving\b|started\b.*\ in\ [\d.]+\ ?(?:s|ms|sec)|(?:running|started|up|bound)\ (?:on|at|to)\ (?:port|http|https|tcp|\S*:\d)|startup\ complete
        |server\ (?:is\ )?(?:up|started|running|ready)|started\ (?:on|at)?\ ?port\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Serving();

    [GeneratedRegex(
        @"\b(?:start|initiali[sz]|load|migrat|boot|bootstrapp|warm|prepar|recover|connect|wait|import|build|compil|appl[yi]|process|creat|replay|restor|scan|index)\w*ing\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Starting();

    [GeneratedRegex(@"\blookup (?!failed\b|error\b)(?<host>[\w.\-]+)(?= on |:)", RegexOptions.IgnoreCase)]
    private static partial Regex Lookup();

    [GeneratedRegex(@"->\[?(?<host>[0-9a-fA-F.:]+?)\]?:(?<port>\d{1,5})\b")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"\bdial \w+ \[?(?<host>[\w.\-]+|[0-9a-f:]+)\]?:(?<port>\d{1,5})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Dial();

    // libuv: connect ECONNREFUSED 10.0.0.1:5432, getaddrinfo ENOTFOUND db.
    [GeneratedRegex(@"\b(?:connect|getaddrinfo) E[A-Z_]+ (?<host>[\w.\-]*[\w]|[0-9a-f:]*[0-9a-f])(?::(?<port>\d{1,5}))?\b")]
    private static partial Regex ErrnoPeer();

    // libpq, libcurl.
    [GeneratedRegex("""(?:server at "(?<host>[^"]+)"(?: \([^)]*\))?, port|failed to connect to (?<host>[\w.\-]+) port) (?<port>\d{1,5})""", RegexOptions.IgnoreCase)]
    private static partial Regex ServerAt();

    [GeneratedRegex("""(?:host(?: ?name)?|server on|upstream|host=)[:\s]*["'`](?<host>[A-Za-z0-9][\w.\-]*)(?::(?<port>\d{1,5}))?["'`:]""", RegexOptions.IgnoreCase)]
    private static partial Regex QuotedHost();

    [GeneratedRegex(
        """
        (?:UnknownHostException:|could\ not\ resolve\ (?:host:|address)|host\ not\ found:?|(?:connection|connecting|connect|connected)\ to|broker|for\ host)\ (?:server\ )?["'`]?(?:\w+://)?(?<host>[A-Za-z0-9][\w.\-]*\w)(?:[:/,]\ ?(?<port>\d{2,5})\b)?
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NamedHost();

    [GeneratedRegex("""://(?:[^@/\s"']*@)?(?<host>[A-Za-z0-9][\w.\-]*)(?::(?<port>\d{1,5}))?""")]
    private static partial Regex Url();

    [GeneratedRegex(@"(?<![\w.:\-/])(?<host>[A-Za-z][\w.\-]*|\d{1,3}(?:\.\d{1,3}){3}):(?<port>\d{2,5})\b")]
    private static partial Regex Pair();
}
