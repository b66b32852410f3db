namespace RunbookTools.Engine.Sources;

/// <summary>What would close a gap: the smallest grant, or the command whose output would have to be collected.</summary>
internal static class AccessRemedy
{
    /// <summary>
    /// The smallest grant that lets the reader list a kind. Who may list secrets may read their values, so that is granted by nobody in passing: the command that
    /// tells of it stands in its place.
    /// </summary>
    /// <param name="resource">The resource as RBAC names it: <c>deployments.apps</c>, <c>pods/log</c>.</param>
    /// <param name="ns">The namespace; null for all.</param>
    /// <param name="user">Who is to be granted it, as the server names them; null when not known, and then no command that works as pasted can be written.</param>
    /// <param name="verbs">The verbs.</param>
    public static string Grant(string resource, string? ns, string? user, string verbs = "get,list")
    {
        if (resource == "secrets")
        {
            return "Get-KubeAccess -IncludeSecrets";
        }

        if (user is null)
        {
            return "Get-KubeAccess";
        }

        var name = "runbook-" + resource.Split('.')[0].Replace('/', '-');
        var subject = Subject(user);
        return ns is null
            ? $"kubectl create clusterrole {name} --verb={verbs} --resource={resource} && kubectl create clusterrolebinding {name} --clusterrole={name} {subject}"
            : $"kubectl -n {ns} create role {name} --verb={verbs} --resource={resource} && kubectl -n {ns} create rolebinding {name} --role={name} {subject}";
    }

    // Type and key names only, as YAML: a secret's values belong on no screen and in no mail.
    private const string WithoutValues =
        """'{{range .items}}{{printf "---\napiVersion: v1\nkind: Secret\ntype: %s\nmetadata: {namespace: %s, name: %s}\ndata: {" .type .metadata.namespace .metadata.name}}{{range $key, $_ := .data}}{{printf "%q: \"\", " $key}}{{end}}{{"}\n"}}{{end}}'""";

    /// <summary>The command whose output a snapshot would have to hold.</summary>
    public static string Collect(string resource, string? ns)
    {
        var form = resource == "secrets" ? "go-template=" + WithoutValues : "yaml";
        return ns is null ? $"kubectl get {resource} -A -o {form}" : $"kubectl -n {ns} get {resource} -o {form}";
    }

    private static string Subject(string user)
    {
        // system:serviceaccount:<namespace>:<name>, as the API server names a service account (k8s.io/apiserver/pkg/authentication/serviceaccount).
        if (user.Split(':') is ["system", "serviceaccount", var ns, var name])
        {
            return $"--serviceaccount={ns}:{name}";
        }

        return $"--user={Quote(user)}";
    }

    private static string Quote(string text) =>
        text.All(character => char.IsAsciiLetterOrDigit(character) || "@._:-/".Contains(character)) ? text : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
