using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Architecture.Tests.StandIns;

/// <summary>A stand-in has the vendor's names and nothing else. What it shows is recorded, so that a new member is a decision:
/// change the recorded list by hand, after reading the vendor's sources.</summary>
public sealed class StandInSurfaceTests
{
    public static TheoryData<string> StandIns => ["Microsoft.Azure.Functions.Worker", "System.IO.Hashing"];

#if VENDOR_SDK
    [Theory]
    [MemberData(nameof(StandIns))]
    public void Vendor_packages_have_every_member_of_the_stand_in(string name)
    {
        var vendor = PublicSurface.Of([.. Directory.GetFiles(AppContext.BaseDirectory, name + "*.dll").Select(Assembly.LoadFrom)]).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Recorded(name).Where(line => !vendor.Contains(line)));
    }
#else
    [Theory]
    [MemberData(nameof(StandIns))]
    public void Surface_of_a_stand_in_is_the_recorded_one(string name)
    {
        var actual = PublicSurface.Of(Assembly.Load(name));
        var recorded = Recorded(name);

        var differences = actual.Except(recorded).Select(line => "+ " + line).Concat(recorded.Except(actual).Select(line => "- " + line)).ToList();

        Assert.True(differences.Count == 0, $"{name} differs from StandIns/{name}.txt:{Environment.NewLine}{string.Join(Environment.NewLine, differences)}");
    }

    [Theory]
    [MemberData(nameof(StandIns))]
    public void Stand_in_says_that_it_is_one(string name)
    {
        var mark = Assembly.Load(name).GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ServerlessAffect.StandIn");

        Assert.Equal(name, mark.Value);
    }

    [Fact]
    public void Functions_see_the_stand_in_of_the_worker() => Assert.Equal("Microsoft.Azure.Functions.Worker", typeof(FunctionContext).Assembly.GetName().Name);
#endif

    private static string[] Recorded(string name) =>
        File.ReadAllLines(Path.Combine(SharedFiles.RepositoryRoot, "tests", "ServerlessAffect.Architecture.Tests", "StandIns", name + ".txt"));
}
