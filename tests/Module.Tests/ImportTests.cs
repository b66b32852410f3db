using System.Management.Automation;

namespace Module.Tests;

public class ImportTests
{
    [Fact]
    public void Language_engine_runs()
    {
        using var shell = PowerShell.Create();
        Assert.Equal(2, shell.AddScript("1 + 1").Invoke<int>().Single());
    }
}
