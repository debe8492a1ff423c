using System.Text.Json;
using ServerlessAffect.Features.Text.Cleaning;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Features.Tests.Text.Cleaning;

public sealed class CleaningGoldenTests
{
    [SkippableTheory]
    [InlineData(TextCleanings.LettersOnly, "clean_text_intended")]
    [InlineData(TextCleanings.WithoutPunctuation, "remove_hyperlinks_and_punctuation_intended")]
    public void Published_cleanings_give_the_intended_strings(string cleaning, string member)
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SharedFiles.RequireGolden("learning"), "clean-text.json")));
        var cleaner = TextCleaner.Named(cleaning);
        var rows = golden.RootElement.GetProperty("rows");
        Assert.True(rows.GetArrayLength() > 0);
        foreach (var row in rows.EnumerateArray())
        {
            Assert.Equal(row.GetProperty(member).GetString(), cleaner.Clean(row.GetProperty("text").GetString()!).Text);
        }
    }
}
