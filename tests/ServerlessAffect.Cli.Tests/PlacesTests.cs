using ServerlessAffect.Cli.Rendering;

namespace ServerlessAffect.Cli.Tests;

public sealed class PlacesTests
{
    [Theory]
    [InlineData("a.txt", "a.txt")]
    [InlineData("exactly-twenty-a.csv", "exactly-twenty-a.csv")]
    [InlineData("data/2024/tweets.csv:17", "…/2024/tweets.csv:17")]
    [InlineData("quarterly-report-of-2024-first.csv:3", "quarterl…first.csv:3")]
    [InlineData("quarterly-report-of-2024-second.csv:3", "quarterl…econd.csv:3")]
    [InlineData("annual-report-of-2024-second.csv:3", "annual-r…econd.csv:3")]
    [InlineData("some/folder/quarterly-report-of-2024-first.csv:12", "quarterl…irst.csv:12")]
    public void What_tells_files_apart_stays(string place, string shown)
    {
        Assert.Equal(shown, Places.Shorten(place, 20));
        Assert.InRange(shown.Length, 1, 20);
    }

    [Fact]
    public void No_width_is_exceeded_and_the_end_stays()
    {
        const string Place = "a/quite-long-folder/of-files/with-a-quite-long-name-of-its-own.jsonl:12345";
        for (var width = 3; width < 90; width++)
        {
            var shortened = Places.Shorten(Place, width);
            Assert.InRange(shortened.Length, 1, width);
            Assert.Equal(Place[^1], shortened[^1]);
        }
    }
}
