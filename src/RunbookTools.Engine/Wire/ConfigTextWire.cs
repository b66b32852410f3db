namespace RunbookTools.Engine.Wire;

internal sealed class ConfigTextWire
{
    public List<string> Keys { get; } = [];

    public List<KubeConfigAddress> Addresses { get; } = [];

    public List<string> Credentials { get; } = [];
}
