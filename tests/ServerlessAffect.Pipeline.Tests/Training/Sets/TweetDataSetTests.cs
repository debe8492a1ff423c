using ServerlessAffect.Core.Errors;
using ServerlessAffect.Pipeline.Tests.Training.World;
using ServerlessAffect.Pipeline.Training.Sets;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Pipeline.Tests.Training.Sets;

public sealed class TweetDataSetTests : IDisposable
{
    private const string Labels = "label,name\n1,Up\n0,\"Down, a lot\"\n";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Texts_labels_and_groups_come_as_they_stand()
    {
        _folder.Write("labels.csv", Labels);
        _folder.Write("sent_train.csv", "text,label\n\"a \"\"quoted\"\" text,\nwith a line break\",1\nOil falls https://t.co/1,0\nOIL  falls http://t.co/2,0\n");
        _folder.Write("sent_valid.csv", "text,label\noil falls,0\n");

        var set = await ReadAsync();

        Assert.Equal(["Down, a lot", "Up"], set.Classes);
        Assert.Equal("a \"quoted\" text,\nwith a line break", set.Train[0].Text);
        Assert.Equal(["Up", "Down, a lot", "Down, a lot"], set.Train.Select(e => e.Label));
        Assert.Equal(["sent_train:0", "sent_train:1", "sent_train:2"], set.Train.Select(e => e.Id));
        Assert.Equal(set.Train[1].Group, set.Train[2].Group);
        Assert.Equal(set.Train[1].Key, set.Published[0].Key);
        Assert.NotEqual(set.Train[0].Group, set.Train[1].Group);
    }

    [Fact]
    public async Task The_snapshot_follows_every_byte_of_every_file()
    {
        _folder.Write("labels.csv", Labels);
        _folder.Write("sent_train.csv", "text,label\na,0\n");
        var before = (await ReadAsync()).Snapshot;
        Assert.Equal(before, (await ReadAsync()).Snapshot);

        _folder.Write("sent_train.csv", "text,label\nb,0\n");
        var changed = (await ReadAsync()).Snapshot;
        _folder.Write("sent_valid.csv", "text,label\na,0\n");

        Assert.NotEqual(before, changed);
        Assert.NotEqual(changed, (await ReadAsync()).Snapshot);
    }

    [Fact]
    public async Task A_folder_of_test_texts_alone_takes_the_names_of_classes_from_elsewhere()
    {
        _folder.Write("sent_valid.csv", "text,label\na,1\n");

        var set = await DataSets.ReadAsync(new DataSource("tfn-sentiment", _folder.Path), ["Down", "Up"], null, CancellationToken.None);

        Assert.Equal("Up", Assert.Single(set.Published).Label);
        Assert.Empty(set.Train);
    }

    [Theory]
    [InlineData("text,label\nsecret words,2\n", Labels)]
    [InlineData("text,label\nsecret words,-1\n", Labels)]
    [InlineData("text,label\nsecret words,one\n", Labels)]
    [InlineData("text,label\nsecret words\n", Labels)]
    [InlineData("text,label\n\"secret words,1\n", Labels)]
    [InlineData("words,label\nsecret words,1\n", Labels)]
    [InlineData("text,label\n", Labels)]
    [InlineData("", Labels)]
    [InlineData("text,label\nsecret words,0\n", "label,name\n0,Down\n0,Up\n")]
    [InlineData("text,label\nsecret words,0\n", "label,name\n0,Up\n1,Up\n")]
    [InlineData("text,label\nsecret words,0\n", "label,name\n0,\n1,Up\n")]
    [InlineData("text,label\nsecret words,0\n", "label,name\n7,Down\n1,Up\n")]
    [InlineData("text,label\nsecret words,0\n", "nothing")]
    public async Task What_is_wrong_in_a_file_is_said_without_a_text(string train, string labels)
    {
        _folder.Write("labels.csv", labels);
        _folder.Write("sent_train.csv", train);

        var failure = await Assert.ThrowsAsync<AffectException>(ReadAsync);

        Assert.Equal(ErrorCodes.InvalidData, failure.Code);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_files_folders_and_names_are_unknown_data()
    {
        Assert.Equal(ErrorCodes.UnknownData, (await Assert.ThrowsAsync<AffectException>(ReadAsync)).Code);
        foreach (var source in new[] { new DataSource("tfn-sentiment", "/no/such/folder"), new DataSource("nothing-like-it", _folder.Path) })
        {
            var failure = await Assert.ThrowsAsync<AffectException>(() => DataSets.ReadAsync(source, null, null, CancellationToken.None));
            Assert.Equal(ErrorCodes.UnknownData, failure.Code);
        }
    }

    [SkippableTheory]
    [InlineData("tfn-topic", 20, 16_990, 678)]
    [InlineData("tfn-sentiment", 3, 9_543, 39)]
    public async Task The_published_sets_have_the_counts_that_their_notes_state(string name, int classes, int train, int repeats)
    {
        var set = await DataSets.ReadAsync(new DataSource(name, SharedFiles.RequireData(name)), null, null, CancellationToken.None);

        var known = set.Train.Select(e => e.Key).ToHashSet(StringComparer.Ordinal);
        Assert.Equal((classes, train, repeats), (set.Classes.Count, set.Train.Count, set.Published.Count(e => known.Contains(e.Key))));
    }

    private Task<DataSet> ReadAsync() => DataSets.ReadAsync(new DataSource("tfn-sentiment", _folder.Path), null, null, CancellationToken.None);
}
