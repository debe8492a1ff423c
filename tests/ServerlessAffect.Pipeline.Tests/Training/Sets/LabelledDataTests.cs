using System.Globalization;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
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

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(40)]
    public async Task However_few_groups_there_are_some_is_kept_back_and_every_class_stays_trainable(int groups)
    {
        for (var names = 0; names < 30; names++)
        {
            _folder.Write("manifest.csv", "text,label,group\n" + string.Concat(Enumerable.Range(0, groups * 4).Select(i => string.Create(CultureInfo.InvariantCulture, $"text {i},{i % 2},set {names} of {i / 4}\n"))));

            var data = await LabelledData.ReadAsync([new DataSource("table", _folder.Path)], new DataChoice(Modality.Text, null, null), 0.2, 2, CancellationToken.None);

            Assert.NotEmpty(data.Comparison);
            Assert.All(data.Train.GroupBy(e => e.Label), label => Assert.True(label.Select(e => e.Group).Distinct().Count() >= 2));
            Assert.Equal(2, data.Train.Select(e => e.Label).Distinct().Count());
            Assert.Empty(data.Train.Select(e => e.Group).Intersect(data.Comparison.Select(e => e.Group)));
        }
    }

    [Fact]
    public void A_group_that_its_class_needs_is_not_kept_back_and_the_others_stay_where_their_hash_puts_them()
    {
        string[] groups = [.. Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"g{i}"))];
        var rare = groups.Where(g => ReservedGroups.Contains(g, 0.2)).Take(3).ToArray();
        LabelledExample Example(string group, string label) => new("id", "text", label, group, "key");

        var chosen = ReservedGroups.Choose(groups.Select(g => Example(g, rare.Contains(g) ? "rare" : "common")), [], 0.2, 2, true);

        Assert.Single(chosen.Intersect(rare));
        Assert.Equal(groups.Where(g => ReservedGroups.Contains(g, 0.2)).Except(rare).Order(), chosen.Except(rare).Order());
        Assert.Empty(ReservedGroups.Choose([Example("a", "x"), Example("b", "x")], [], 0.9, 2, true));
    }

    [Fact]
    public void A_group_that_is_trained_on_in_another_set_is_not_kept_back()
    {
        LabelledExample Example(string group) => new("id", "text", "x", group, "key");
        LabelledExample[] all = [.. Enumerable.Range(0, 100).Select(i => Example(string.Create(CultureInfo.InvariantCulture, $"g{i}")))];

        Assert.Empty(ReservedGroups.Choose(all, all[..50], 0.2, 2, false).Intersect(all[..50].Select(e => e.Group)));
    }

    [Fact]
    public async Task Without_a_published_part_whole_groups_are_kept_back()
    {
        _folder.Write("manifest.csv", "text,label,group\n" + string.Concat(Enumerable.Range(0, 300).Select(i => string.Create(CultureInfo.InvariantCulture, $"text {i},{i % 2},g{i / 3}\n"))));

        var data = await LabelledData.ReadAsync([new DataSource("table", _folder.Path)], new DataChoice(Modality.Text, null, null), 0.2, 2, CancellationToken.None);

        Assert.Equal(300, data.Train.Count + data.Comparison.Count);
        Assert.InRange(data.Comparison.Count, 30, 90);
        Assert.Empty(data.Train.Select(e => e.Group).Intersect(data.Comparison.Select(e => e.Group)));
        Assert.Equal(300, data.Unpublished.Count);
    }

    [Fact]
    public async Task A_published_part_is_the_comparison_and_nothing_else_is_kept_back()
    {
        var source = MadeUpTexts.WriteSentiment(_folder, MadeUpTexts.Make(30, 1), MadeUpTexts.Make(9, 2));

        var data = await LabelledData.ReadAsync([source], new DataChoice(Modality.Text, null, null), 0.2, 2, CancellationToken.None);

        Assert.Equal((30, 9, 30), (data.Train.Count, data.Comparison.Count, data.Unpublished.Count));
    }

    [Fact]
    public async Task Sets_are_joined_where_their_classes_are_known()
    {
        var first = MadeUpTexts.WriteSentiment(_folder, MadeUpTexts.Make(30, 1), MadeUpTexts.Make(9, 2));
        _other.Write("manifest.csv", "text,label\nmine,Up\n");
        var second = new DataSource("table", _other.Path);

        var data = await LabelledData.ReadAsync([first, second], new DataChoice(Modality.Text, null, null), 0.2, 2, CancellationToken.None);
        Assert.Equal(40, data.Train.Count + data.Comparison.Count);

        _other.Write("manifest.csv", "text,label\nmine,Sideways\n");
        var failure = await Assert.ThrowsAsync<AffectException>(() => LabelledData.ReadAsync([first, second], new DataChoice(Modality.Text, null, null), 0.2, 2, CancellationToken.None));
        Assert.Equal(ErrorCodes.InvalidData, failure.Code);
        Assert.Contains("Sideways", failure.Message, StringComparison.Ordinal);
    }
}
