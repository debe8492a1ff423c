using System.Diagnostics;
using System.Reflection;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Architecture.Tests.StandIns;

public class DeploymentTests
{
    [SkippableFact]
    public void A_build_made_of_stand_ins_cannot_be_published()
    {
        var worker = typeof(Microsoft.Azure.Functions.Worker.FunctionAttribute).Assembly;
        Skip.IfNot(worker.GetCustomAttributes<AssemblyMetadataAttribute>().Any(a => a.Key == "ServerlessAffect.StandIn"), "Built against the vendor packages.");
        var folder = Path.Combine(Path.GetTempPath(), $"affect-publish-{Guid.NewGuid():N}");
        var project = Path.Combine(SharedFiles.RepositoryRoot, "src", "ServerlessAffect.Functions", "ServerlessAffect.Functions.csproj");
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["msbuild", project, "-target:PrepareForPublish", $"-property:PublishDir={folder}/", "-nologo", "-verbosity:quiet", "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        Assert.NotEqual(0, publish.ExitCode);
        Assert.Contains("made of stand-ins", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }
}
