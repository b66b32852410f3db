namespace RunbookTools.Model;

/// <summary>Where one has a right.</summary>
public enum AccessScope
{
    /// <summary>It is not known: nobody asked, or the server did not say.</summary>
    Unknown,

    /// <summary>In all namespaces and for what is in none.</summary>
    Everywhere,

    /// <summary>In some namespaces.</summary>
    Namespaces,

    /// <summary>In none that was asked about.</summary>
    Nowhere,
}
