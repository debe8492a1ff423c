using System.Xml.Linq;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Architecture.Tests;

/// <summary>Imports point one way. Each project may refer to those listed here, directly or through them, and to no other.</summary>
public class ImportDirectionTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["Learning"] = ["Core"],
        ["Signal"] = ["Core"],
        ["Features"] = ["Signal"],
        ["Onnx"] = ["Features", "Learning"],
        ["Inference"] = ["Onnx"],
        ["Reports"] = ["Core"],
        ["Pipeline"] = ["Inference", "Reports"],
        ["Storage"] = ["Inference"],
        ["Functions"] = ["Pipeline", "Storage"],
        ["LocalHost"] = ["Core"],
        ["Cli"] = ["Functions", "LocalHost"],
    };

    public static TheoryData<string> Projects() => new(Existing());

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_downwards(string project)
    {
        Assert.True(Allowed.ContainsKey(project), $"Say in this test where {project} stands.");
        var beyond = ReferencesOf(project).Except(Closure(project)).ToList();
        Assert.True(beyond.Count == 0, $"{project} must not refer to {string.Join(", ", beyond)}.");
    }

    [Fact]
    public void The_rules_name_projects_that_exist()
    {
        Assert.Empty(Allowed.Keys.Except(Existing()));
    }

    /// <summary>A project file can be short and the code still reach through what it refers to; the compiled assembly tells.</summary>
    [Theory]
    [InlineData("ServerlessAffect.Pipeline", "Azure.Storage")]
    [InlineData("ServerlessAffect.Pipeline", "Azure.Core")]
    [InlineData("ServerlessAffect.Inference", "Azure.")]
    [InlineData("ServerlessAffect.Core", "Microsoft.ML")]
    [InlineData("ServerlessAffect.Learning", "Microsoft.ML")]
    [InlineData("ServerlessAffect.Signal", "Microsoft.ML")]
    [InlineData("ServerlessAffect.Features", "Microsoft.ML")]
    [InlineData("ServerlessAffect.Onnx", "Microsoft.ML")]
    [InlineData("ServerlessAffect.Storage", "Microsoft.ML")]
    public void An_assembly_does_not_use(string assembly, string prefix)
    {
        var used = System.Reflection.Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name!);
        Assert.DoesNotContain(used, name => name.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static string[] Existing() =>
        [.. Directory.EnumerateDirectories(Path.Combine(SharedFiles.RepositoryRoot, "src"), "ServerlessAffect.*")
            .Select(folder => Path.GetFileName(folder)["ServerlessAffect.".Length..])];

    private static IEnumerable<string> ReferencesOf(string project)
    {
        var file = Path.Combine(SharedFiles.RepositoryRoot, "src", $"ServerlessAffect.{project}", $"ServerlessAffect.{project}.csproj");
        return XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Where(name => name.StartsWith("ServerlessAffect.", StringComparison.Ordinal))
            .Select(name => name["ServerlessAffect.".Length..]);
    }

    private static HashSet<string> Closure(string project)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        void Visit(string name)
        {
            foreach (var next in Allowed[name].Where(reached.Add))
            {
                Visit(next);
            }
        }

        Visit(project);
        return reached;
    }
}
