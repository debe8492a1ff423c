using System.Diagnostics;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Architecture.Tests;

public class BicepTests
{
    [Fact]
    public void Every_bicep_file_parses()
    {
        var (exitCode, output) = Check(Path.Combine(SharedFiles.RepositoryRoot, "bicep"));
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void A_broken_file_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("affect-bicep-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "broken.bicep"), "resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n  name: \n");
            var (exitCode, output) = Check(folder);
            Assert.NotEqual(0, exitCode);
            Assert.Contains("broken.bicep:", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts")]
    [InlineData("Microsoft.App/containerApps")]
    [InlineData("Microsoft.ManagedIdentity/userAssignedIdentities")]
    public void The_templates_declare(string type) =>
        Assert.Contains(
            Directory.EnumerateFiles(Path.Combine(SharedFiles.RepositoryRoot, "bicep"), "*.bicep", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains($"'{type}@", StringComparison.Ordinal));

    private static (int ExitCode, string Output) Check(string folder)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(SharedFiles.RepositoryRoot, "infra", "check-bicep.mjs"), folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
