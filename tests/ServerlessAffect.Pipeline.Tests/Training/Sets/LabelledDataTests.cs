using System.Globalization;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Pipeline.Tests.Training.World;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Tests.Training.Sets;

public sealed class LabelledDataTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TempFolder _other = new();

    public void Dispose()
    {
        _folder.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void About_the_share_asked_for_is_reserved_and_each_group_by_itself()
    {
        string[] groups = [.. Enumerable.Range(0, 5000).Select(i => string.Create(CultureInfo.InvariantCulture, $"group {i}"))];

        Assert.InRange(groups.Count(g => ReservedGroups.Contains(g, 0.2)) / 5000.0, 0.18, 0.22);
        Assert.All(groups.Where(g => ReservedGroups.Contains(g, 0.1)), g => Assert.True(ReservedGroups.Contains(g, 0.2)));
    }

    [Fact]
    public async Task Without_a_published_part_whole_groups_are_kept_back()
    {
        _folder.Write("manifest.csv", "text,label,group\n" + string.Concat(Enumerable.Range(0, 300).Select(i => string.Create(CultureInfo.InvariantCulture, $"text {i},{i % 2},g{i / 3}\n"))));

        var data = await LabelledData.ReadAsync([new DataSource("table", _folder.Path)], 0.2, CancellationToken.None);

        Assert.Equal(300, data.Train.Count + data.Comparison.Count);
        Assert.InRange(data.Comparison.Count, 30, 90);
        Assert.Empty(data.Train.Select(e => e.Group).Intersect(data.Comparison.Select(e => e.Group)));
        Assert.Equal(300, data.Unpublished.Count);
    }

    [Fact]
    public async Task A_published_part_is_the_comparison_and_nothing_else_is_kept_back()
    {
        var source = MadeUpTexts.WriteSentiment(_folder, MadeUpTexts.Make(30, 1), MadeUpTexts.Make(9, 2));

        var data = await LabelledData.ReadAsync([source], 0.2, CancellationToken.None);

        Assert.Equal((30, 9, 30), (data.Train.Count, data.Comparison.Count, data.Unpublished.Count));
    }

    [Fact]
    public async Task Sets_are_joined_where_their_classes_are_known()
    {
        var first = MadeUpTexts.WriteSentiment(_folder, MadeUpTexts.Make(30, 1), MadeUpTexts.Make(9, 2));
        _other.Write("manifest.csv", "text,label\nmine,Up\n");
        var second = new DataSource("table", _other.Path);

        var data = await LabelledData.ReadAsync([first, second], 0.2, CancellationToken.None);
        Assert.Equal(40, data.Train.Count + data.Comparison.Count);

        _other.Write("manifest.csv", "text,label\nmine,Sideways\n");
        var failure = await Assert.ThrowsAsync<AffectException>(() => LabelledData.ReadAsync([first, second], 0.2, CancellationToken.None));
        Assert.Equal(ErrorCodes.InvalidData, failure.Code);
        Assert.Contains("Sideways", failure.Message, StringComparison.Ordinal);
    }
}
