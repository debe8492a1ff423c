using System.Text;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Pipeline.Recordings;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Pipeline.Tests.World;

namespace ServerlessAffect.Pipeline.Tests.Scoring;

/// <summary>Recordings of one subject that are read together. The small models know loud from soft: one by the level alone, one by what is usual for the voice.</summary>
public sealed class ScoreSubjectTests : IDisposable
{
    private const string Shared = "volume-features";

    private readonly PipelineWorld _world = new();
    private ModelPackage _anybody = null!;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_soft_voice_is_read_by_what_is_usual_for_it()
    {
        await PublishAsync();
        for (var i = 0; i < 5; i++)
        {
            // All of it is soft by anybody's measure; the second half is loud for anna.
            await KeepAsync($"anna-{i}.wav", "anna", windows: 4, level: i < 3 ? -9 : -7);
        }

        await KeepAsync("bert.wav", "bert", windows: 30, level: -1);

        var answers = await ReadAsync("anna");

        Assert.Equal(["anna-0.wav", "anna-1.wav", "anna-2.wav", "anna-3.wav", "anna-4.wav"], answers.Select(a => a.Item.Sources[0].Name));
        Assert.All(answers, a => Assert.Equal("own-volume", a.Manifest!.Name));
        Assert.Equal(["soft", "soft", "soft", "loud", "loud"], answers.Select(a => a.Reading.Label));
        Assert.All(answers, a => Assert.Contains("20 windows of speech in 5 recordings", a.Notice, StringComparison.Ordinal));
        Assert.All(answers, a => Assert.Contains("Affect:Purpose", a.Notice, StringComparison.Ordinal));
        Assert.Empty(await _world.PredictionsAsync(answers[0].Item.Id));
    }

    [Fact]
    public async Task Too_little_speech_is_read_as_anybodys_and_says_so()
    {
        await PublishAsync();
        await KeepAsync("anna-1.wav", "anna", windows: 3, level: -9);
        await KeepAsync("anna-2.wav", "anna", windows: 40, level: -7, voiced: 0.1f);

        var answers = await ReadAsync("anna");

        Assert.All(answers, a => Assert.Equal(("volume", "soft"), (a.Manifest!.Name, a.Reading.Label)));
        Assert.All(answers, a => Assert.Contains("Read as anybody's: 3 windows of speech", a.Notice, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_recording_that_cannot_be_read_fails_alone()
    {
        await PublishAsync();
        await KeepAsync("anna-1.wav", "anna", windows: 30, level: -9);
        var lost = _world.Drop("anna-2.wav", Encoding.UTF8.GetBytes("no sound"), "anna");
        await _world.Storage.Items.TryPutAsync(new Core.Ports.Versioned<ItemRecord>(Record(lost, "anna-2.wav", "anna"), null), CancellationToken.None);

        var answers = await ReadAsync("anna");

        Assert.Equal([ReadingStatus.Scored, ReadingStatus.Failed], answers.Select(a => a.Reading.Status));
        Assert.Equal(ErrorCodes.NotSound, answers[1].Reading.Error!.Code);
    }

    [Fact]
    public async Task Of_nobody_nothing_is_read_and_a_model_is_needed()
    {
        await _world.PublishRecordingAsync("volume");
        Assert.Equal(ErrorCodes.NoModel, (await Assert.ThrowsAsync<AffectException>(() => ReadAsync("anna"))).Code);
        await PublishAsync();
        Assert.Equal(ErrorCodes.NotFound, (await Assert.ThrowsAsync<AffectException>(() => ReadAsync("anna"))).Code);
    }

    [Fact]
    public async Task A_model_that_reads_together_is_asked_by_no_item()
    {
        await PublishAsync();

        Assert.Equal("volume", Assert.Single(await _world.Get<ModelDirectory>().ChampionsAsync(Modality.Audio, CancellationToken.None)).Model);
        var refused = await Assert.ThrowsAsync<AffectException>(() => _world.Get<ModelDirectory>().FindAsync(new ModelRef("own-volume", null), Modality.Video, CancellationToken.None).AsTask());
        Assert.Equal(ErrorCodes.UnsupportedModality, refused.Code);
        Assert.Contains("--subject", refused.Message, StringComparison.Ordinal);
        using var alone = Features(4, -9, 1);
        var scorer = (await _world.RecordingScorers.RentAsync((await _world.Get<ModelDirectory>().FindAsync(new ModelRef("own-volume", null), CancellationToken.None)), CancellationToken.None)).Scorer;
        Assert.Equal(ErrorCodes.SchemaMismatch, Assert.Throws<AffectException>(() => scorer.Score(alone, CancellationToken.None)).Code);
    }

    [Fact]
    public void Rows_are_standardised_by_windows_of_speech_alone()
    {
        using var recordings = new SubjectRecordings(4);
        using (var speech = Features(SubjectRecordings.LeastWindows, -9, 1, step: 0.1f))
        using (var noise = Features(50, 3, 0))
        {
            recordings.Add(speech);
            Assert.Equal(1, recordings.Add(noise));
        }

        using var first = recordings.Standardised(0);
        var row = new float[4 * SubjectRecordings.LeastWindows];
        first.Rows.Read(0, row);
        var level = Enumerable.Range(0, SubjectRecordings.LeastWindows).Select(i => (double)row[4 * i]).ToArray();
        Assert.Equal(0, level.Average(), 1e-5);
        Assert.Equal(1, level.Average(v => v * v), 1e-5);
        using var measured = recordings.AsMeasured(1);
        measured.Rows.Read(49, row.AsSpan(0, 4));
        Assert.Equal([3, 0, 0, 0], row[..4]);
    }

    private async Task PublishAsync()
    {
        _anybody = await _world.PublishRecordingAsync("volume", schemaName: Shared);
        await _world.PublishRecordingAsync("own-volume", Standardising.Speaker, Shared);
    }

    private async Task<List<SubjectAnswer>> ReadAsync(string subject)
    {
        var answers = new List<SubjectAnswer>();
        await foreach (var answer in _world.Get<ScoreSubject>().RunAsync(subject, CancellationToken.None))
        {
            answers.Add(answer);
        }

        return answers;
    }

    private async Task KeepAsync(string name, string subject, int windows, float level, float voiced = 1)
    {
        var id = ContentHash.Compute(Encoding.UTF8.GetBytes(name));
        await _world.Storage.Items.TryPutAsync(new Core.Ports.Versioned<ItemRecord>(Record(id, name, subject), null), CancellationToken.None);
        using var features = Features(windows, level, voiced);
        await _world.Storage.DenseFeatures.TryWriteAsync(id, _anybody.Schema, features, CancellationToken.None);
    }

    private ItemRecord Record(ContentHash id, string name, string subject) => new()
    {
        Id = id,
        Sources = [new ItemSource(name, subject, _world.Clock.GetUtcNow())],
        Modality = Modality.Audio,
        Format = "wav",
        Bytes = 1,
        State = ItemState.Scored,
        ReceivedAt = _world.Clock.GetUtcNow(),
        UpdatedAt = _world.Clock.GetUtcNow(),
    };

    /// <summary>Windows whose first number, the level, is this, and a step more in each that follows.</summary>
    private static DenseFeatures Features(int windows, float level, float voiced, float step = 0)
    {
        var rows = new DenseRows(4);
        for (var i = 0; i < windows; i++)
        {
            rows.Append([level + (step * i), 0, 0, 0]);
        }

        return new DenseFeatures(rows, [.. Enumerable.Range(0, windows).Select(i => new FeatureWindow(1.5 * i, (1.5 * i) + 3, voiced))], (1.5 * windows) + 1.5, "energy");
    }
}
