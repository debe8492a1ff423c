using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Pipeline.Tests.Training.World;
using ServerlessAffect.Pipeline.Training.Sets;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Pipeline.Tests.Training.Sets;

public sealed class SpeechDataSetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ravdess_is_read_by_its_names_and_song_and_silent_pictures_are_left_out()
    {
        Touch("Actor_02/03-01-05-02-01-02-02.wav", "Actor_01/03-01-01-01-01-01-01.flac", "Actor_01/01-01-08-01-02-01-01.mp4", "Actor_01/02-01-08-01-02-01-01.mp4", "Actor_01/03-02-08-01-02-01-01.wav");
        _folder.Write("README.md", "not sound");

        var set = await ReadAsync("ravdess");

        Assert.Equal(["neutral", "angry", "surprised"], set.Classes);
        Assert.Equal(
            [("Actor_01/01-01-08-01-02-01-01.mp4", "surprised", "ravdess-01"), ("Actor_01/03-01-01-01-01-01-01.flac", "neutral", "ravdess-01"), ("Actor_02/03-01-05-02-01-02-02.wav", "angry", "ravdess-02")],
            set.Train.Select(e => (e.Id, e.Label, e.Group)));
        Assert.All(set.Train, e => Assert.True(File.Exists(e.Recording) && e.Text.Length == 0 && e.Speaker == e.Group));
        Assert.Empty(set.Published);
    }

    [Fact]
    public async Task Savee_is_read_by_its_names()
    {
        Touch("DC_a01.wav", "DC_sa12.wav", "KL_su03.wav", "JE_n30.wav", "JK/JK_h02.wav");

        var set = await ReadAsync("savee");

        Assert.Equal(["angry", "happy", "neutral", "sad", "surprised"], set.Classes);
        Assert.Equal(["savee-DC", "savee-DC", "savee-JE", "savee-JK", "savee-KL"], set.Train.Select(e => e.Group));
        Assert.Equal(["angry", "sad", "neutral", "happy", "surprised"], set.Train.Select(e => e.Label));
    }

    [Fact]
    public async Task Parts_of_emodb_are_never_mixed()
    {
        Touch("flac/03a01Fa.flac", "flac-2s/03a01Fa.flac", "flac-2s/08b10Lb.flac");
        Assert.Equal(ErrorCodes.InvalidData, (await Assert.ThrowsAsync<AffectException>(() => ReadAsync("emodb"))).Code);
        Assert.Equal(["flac/03a01Fa.flac"], (await ReadAsync("emodb", part: "flac")).Train.Select(e => e.Id));
        Assert.Equal(["boredom", "happiness"], (await ReadAsync("emodb", "flac-2s")).Classes);
        Assert.Equal(["boredom", "happiness"], (await ReadAsync("emodb", "flac-2s", "flac-2s")).Classes);
        Assert.Equal(ErrorCodes.InvalidData, (await Assert.ThrowsAsync<AffectException>(() => ReadAsync("emodb", "flac-2s", "flac"))).Code);
    }

    [Theory]
    [InlineData("ravdess", "03-01-09-01-01-01-01.wav")]
    [InlineData("ravdess", "angry.wav")]
    [InlineData("emodb", "03a01Xa.wav")]
    [InlineData("savee", "DC_x01.wav")]
    public async Task A_name_that_says_nothing_is_invalid_data(string name, string file)
    {
        Touch(file);
        Assert.Equal(ErrorCodes.InvalidData, (await Assert.ThrowsAsync<AffectException>(() => ReadAsync(name))).Code);
    }

    [Fact]
    public async Task A_folder_without_recordings_is_unknown_data() =>
        Assert.Equal(ErrorCodes.UnknownData, (await Assert.ThrowsAsync<AffectException>(() => ReadAsync("ravdess"))).Code);

    [Fact]
    public async Task Recordings_of_the_same_bytes_have_one_key_and_other_bytes_another_snapshot()
    {
        Touch("DC_a01.wav", "DC_a02.wav");
        _folder.Write("DC_a02.wav", "DC_a01.wav");
        var before = await ReadAsync("savee");
        Assert.Equal(before.Train[0].Key, before.Train[1].Key);
        _folder.Write("DC_a02.wav", "other");
        var after = await ReadAsync("savee");
        Assert.NotEqual(after.Train[0].Key, after.Train[1].Key);
        Assert.NotEqual(before.Snapshot, after.Snapshot);
    }

    [Fact]
    public async Task A_table_may_name_recordings_and_who_speaks()
    {
        _folder.Write("a.wav", "one");
        _folder.Write("b/c.mp4", "two");
        _folder.Write("manifest.csv", "file,label,group,subject\na.wav,glad,session 1,Ann\nb/c.mp4,sad,,Ben\n");

        var set = await ReadAsync("table");

        Assert.Equal([("session 1", "Ann"), ("Ben", "Ben")], set.Train.Select(e => (e.Group, e.Speaker)));
        Assert.All(set.Train, e => Assert.True(File.Exists(e.Recording)));
        _folder.Write("manifest.csv", "file,label\n../a.wav,glad\n");
        Assert.Equal(ErrorCodes.InvalidData, (await Assert.ThrowsAsync<AffectException>(() => ReadAsync("table"))).Code);
    }

    [Fact]
    public async Task A_recipe_renames_labels_leaves_others_out_and_takes_one_modality()
    {
        Touch("DC_a01.wav", "DC_sa01.wav", "DC_h01.wav");
        var classes = new Dictionary<string, IReadOnlyList<string>> { ["sadness"] = ["sad", "sadness"], ["anger"] = ["angry"] };
        var source = new DataSource("savee", _folder.Path);

        var set = await DataSets.ReadAsync(source, null, new DataChoice(Modality.Audio, classes, null), CancellationToken.None);

        Assert.Equal(["anger", "sadness"], set.Classes);
        Assert.Equal(["anger", "sadness"], set.Train.Select(e => e.Label));
        foreach (var wrong in new[] { new DataChoice(Modality.Text, null, null), new DataChoice(Modality.Audio, new Dictionary<string, IReadOnlyList<string>> { ["a"] = ["b"], ["c"] = ["d"] }, null) })
        {
            Assert.Equal(ErrorCodes.InvalidData, (await Assert.ThrowsAsync<AffectException>(() => DataSets.ReadAsync(source, null, wrong, CancellationToken.None))).Code);
        }
    }

    [Fact]
    public async Task A_probe_is_to_tell_the_sets_apart_on_the_recordings_of_its_classes()
    {
        Touch("DC_a01.wav", "DC_sa01.wav", "DC_h01.wav");
        var classes = new Dictionary<string, IReadOnlyList<string>> { ["sadness"] = ["sad"], ["anger"] = ["angry"] };

        var set = await DataSets.ReadAsync(new DataSource("savee", _folder.Path), null, new DataChoice(Modality.Audio, classes, null, ["savee", "emodb"]), CancellationToken.None);

        Assert.Equal(["savee", "emodb"], set.Classes);
        Assert.Equal(["DC_a01.wav", "DC_sa01.wav"], set.Train.Select(e => e.Id));
        Assert.All(set.Train, e => Assert.Equal(("savee", "savee-DC"), (e.Label, e.Group)));
    }

    [SkippableFact]
    public async Task The_published_sets_have_the_recordings_that_their_manifests_count()
    {
        var ravdess = await DataSets.ReadAsync(new DataSource("ravdess", SharedFiles.RequireData("ravdess")), null, null, CancellationToken.None);
        Assert.Equal((1290, 8, 24), (ravdess.Train.Count, ravdess.Classes.Count, ravdess.Train.Select(e => e.Group).Distinct().Count()));
        var emodb = await DataSets.ReadAsync(
            new DataSource("emodb", SharedFiles.RequireData("emodb")), null, new DataChoice(Modality.Audio, null, "flac"), CancellationToken.None);
        Assert.Equal((305, 4, 10), (emodb.Train.Count, emodb.Classes.Count, emodb.Train.Select(e => e.Group).Distinct().Count()));
    }

    private void Touch(params string[] names)
    {
        foreach (var name in names)
        {
            _folder.Write(name, name);
        }
    }

    private Task<DataSet> ReadAsync(string name, string below = "", string? part = null) =>
        DataSets.ReadAsync(new DataSource(name, Path.Combine(_folder.Path, below)), null, new DataChoice(Modality.Audio, null, part), CancellationToken.None);
}
