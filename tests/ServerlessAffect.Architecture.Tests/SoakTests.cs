using System.Text.RegularExpressions;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Architecture.Tests;

public partial class SoakTests
{
    [Fact]
    public void Every_property_is_tried_more_often_in_a_soak()
    {
        var counted = 0;
        var tests = Path.Combine(SharedFiles.RepositoryRoot, "tests");
        foreach (var file in Directory.EnumerateFiles(tests, "*.cs", SearchOption.AllDirectories).Where(f => !f.EndsWith($"{nameof(SoakTests)}.cs", StringComparison.Ordinal)))
        {
            var code = File.ReadAllText(file);
            Assert.False(Uncounted().IsMatch(code), $"{Path.GetRelativePath(tests, file)} has a property without WithMaxTest(Fuzz.Count(…)).");
            counted += Counted().Count(code);
        }

        Assert.True(counted > 30, $"Only {counted} properties were found.");
    }

    [Theory]
    [InlineData(300, false, 300)]
    [InlineData(300, true, 6000)]
    public void A_soak_tries_twenty_times_as_many(int usual, bool soak, int tried) => Assert.Equal(tried, Fuzz.Count(usual, soak));

    [GeneratedRegex(@"Config\.(Quick|Verbose|Default)\w*(?!\w|\.WithMaxTest\(Fuzz\.Count\()|WithMaxTest\((?!Fuzz\.Count\()|QuickCheck|VerboseCheck|Check\.(Quick|Verbose)")]
    private static partial Regex Uncounted();

    [GeneratedRegex(@"WithMaxTest\(Fuzz\.Count\(|SampleProblem\.Tests\(")]
    private static partial Regex Counted();
}
