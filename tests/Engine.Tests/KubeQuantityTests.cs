namespace Engine.Tests;

public class KubeQuantityTests
{
    [Theory]
    [InlineData("500m", "0.5", "500m")]
    [InlineData("256Mi", "268435456", "256Mi")]
    [InlineData("1.5Gi", "1610612736", "1536Mi")]
    [InlineData("2", "2", "2")]
    [InlineData("1e3", "1000", "1k")]
    [InlineData("100k", "100000", "100k")]
    public void Reads_and_writes_quantities(string text, string value, string written)
    {
        var quantity = KubeQuantity.Parse(text);

        Assert.Equal(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), quantity.Value);
        Assert.Equal(written, quantity.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("12Xi")]
    public void Refuses_what_is_none(string text) => Assert.False(KubeQuantity.TryParse(text, out _));

    [Fact]
    public void Doubling_keeps_the_suffix() => Assert.Equal("512Mi", (KubeQuantity.Parse("256Mi") * 2).ToString());
}
