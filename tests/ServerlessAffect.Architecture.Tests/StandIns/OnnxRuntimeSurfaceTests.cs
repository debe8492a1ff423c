using Microsoft.ML.OnnxRuntime;
using ServerlessAffect.Inference;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Architecture.Tests.StandIns;

/// <summary>ONNX Runtime's stand-in is Microsoft's own source, so only what we call is recorded: it must be there on either feed.</summary>
public sealed class OnnxRuntimeSurfaceTests
{
    private const string Runtime = "Microsoft.ML.OnnxRuntime";
    private static readonly string[] Recorded = File.ReadAllLines(
        Path.Combine(SharedFiles.RepositoryRoot, "tests", "ServerlessAffect.Architecture.Tests", "StandIns", Runtime + ".txt"));

    [Fact]
    public void The_runtime_has_every_recorded_member()
    {
        var surface = PublicSurface.Of(typeof(InferenceSession).Assembly).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(Recorded, line => !surface.Contains(line));
    }

    [Fact]
    public void Every_member_that_our_code_calls_is_recorded()
    {
        var called = CalledMembers.Of(typeof(OnnxModel).Assembly.Location, Runtime);

        Assert.NotEmpty(called);
        Assert.DoesNotContain(called, c => !Recorded.Any(line => IsOf(line, c.Type, c.Member)));
    }

    private static bool IsOf(string line, string type, string member) =>
        line.StartsWith(type + ": ", StringComparison.Ordinal)
        && (line + " ").Split(": ", 2)[1].Split(' ', '(').Contains(member, StringComparer.Ordinal);
}
