namespace RunbookTools.Engine.Inventory;

/// <summary>Where the texts of config maps are read from, lazily.</summary>
public interface IConfigTextStore
{
    /// <summary>Reads the texts of one config map.</summary>
    /// <param name="map">Which one.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Its texts, or the gap that stands in the way. A map without texts is no gap.</returns>
    ConfigText Read(KubeConfigMap map, CancellationToken cancellation);
}
