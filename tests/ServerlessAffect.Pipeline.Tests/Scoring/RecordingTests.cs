using System.Text;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Pipeline.Tests.Training.World;
using ServerlessAffect.Pipeline.Tests.World;

namespace ServerlessAffect.Pipeline.Tests.Scoring;

/// <summary>Recordings over the way of every item: decoding and voice activity are real, the model knows loud from soft.</summary>
public sealed class RecordingTests : IDisposable
{
    private readonly PipelineWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_dropped_recording_becomes_a_timeline_of_the_models_that_read_recordings()
    {
        await _world.PublishAsync("texts");
        var package = await _world.PublishRecordingAsync("volume");
        var id = _world.Drop("talk.wav", MadeUpSpeech.Wav([.. Tone(6, 0.02), .. Tone(6, 0.7)]));

        await _world.TakeAsync("talk.wav");
        await _world.DeliverAllAsync();

        var item = await _world.ItemAsync(id);
        Assert.Equal((ItemState.Scored, Modality.Audio, "wav"), (item.State, item.Modality, item.Format));
        var prediction = Assert.Single(await _world.PredictionsAsync(id));
        Assert.Equal(("volume", Modality.Audio, package.Manifest.SchemaHash), (prediction.Model.Name, prediction.Modality, prediction.Schema));
        var reading = Assert.Single(prediction.Readings);
        Assert.Equal((0, ReadingStatus.Scored), (reading.Row, reading.Status));
        Assert.Equal(["soft", "loud"], reading.Windows.Select(w => w.Label));
        Assert.InRange(reading.Windows[0].End, 5, 7);
        Assert.Equal((0, 12), (reading.Windows[0].Start, reading.Windows[1].End));
        Assert.True(reading.VoiceActivity is "silero-v6" or "energy", reading.VoiceActivity);
        Assert.Contains("A test says so.", prediction.Notice, StringComparison.Ordinal);
        Assert.Contains("Affect:Purpose", prediction.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tone_is_no_speech_and_so_everything_is_unsure()
    {
        await _world.PublishRecordingAsync("volume");
        var id = _world.Drop("tone.wav", MadeUpSpeech.Wav(Tone(4, 0.7)));
        await _world.TakeAsync("tone.wav");
        await _world.DeliverAllAsync();
        var prediction = Assert.Single(await _world.PredictionsAsync(id));
        if (prediction.Readings[0].VoiceActivity == "silero-v6")
        {
            Assert.Equal(("loud", true), (prediction.Readings[0].Label, prediction.Readings[0].Unsure));
            Assert.Contains("No speech was found", prediction.Notice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Texts_are_not_asked_of_models_of_recordings()
    {
        await _world.PublishAsync("texts");
        await _world.PublishRecordingAsync("volume");
        var id = _world.Drop("a.txt", "four");
        await _world.TakeAsync("a.txt");
        await _world.DeliverAllAsync();
        Assert.Equal("texts", Assert.Single(await _world.PredictionsAsync(id)).Model.Name);
    }

    [Fact]
    public async Task Without_a_model_that_reads_recordings_the_item_waits()
    {
        await _world.PublishAsync("texts");
        _world.Drop("talk.wav", MadeUpSpeech.Wav(Tone(2, 0.5)));
        var waiting = await _world.TakeAsync("talk.wav");
        Assert.Equal((ItemState.Received, ErrorCodes.NoModel), (waiting!.State, waiting.Reason!.Code));
        await _world.PublishRecordingAsync("volume");
        Assert.Equal(ItemState.Extracted, (await _world.TakeAsync("talk.wav"))!.State);
    }

    public static TheoryData<string, byte[], string> Broken() => new()
    {
        { "silent.wav", MadeUpSpeech.Wav(new float[16000]), ErrorCodes.SilentSound },
        { "short.wav", MadeUpSpeech.Wav(Tone(0.01, 0.5)), ErrorCodes.TooShort },
        { "none.wav", MadeUpSpeech.Wav([]), ErrorCodes.NoSound },
        { "text.wav", Encoding.UTF8.GetBytes("not sound at all, though it is called so"), ErrorCodes.NotSound },
        { "empty.wav", [], ErrorCodes.EmptyFile },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_cannot_be_read_is_quarantined_with_its_code(string name, byte[] content, string code)
    {
        await _world.PublishRecordingAsync("volume");
        _world.Drop(name, content);
        var item = await _world.TakeAsync(name);
        Assert.Equal((ItemState.Quarantined, code), (item!.State, item.Reason!.Code));
        Assert.Equal(code, _world.Storage.Media.Quarantined[name].Reason.Code);
    }

    [Fact]
    public async Task A_recording_above_the_limits_is_quarantined()
    {
        using var world = new PipelineWorld(o => (o.MaxMediaBytes, o.MaxDuration) = (200_000, TimeSpan.FromSeconds(5)));
        await world.PublishRecordingAsync("volume");
        world.Drop("long.wav", MadeUpSpeech.Wav(Tone(6, 0.5)));
        Assert.Equal(ErrorCodes.TooLong, (await world.TakeAsync("long.wav"))!.Reason!.Code);
        world.Drop("large.wav", MadeUpSpeech.Wav(Tone(20, 0.5)));
        Assert.Equal(ErrorCodes.FileTooLarge, (await world.TakeAsync("large.wav"))!.Reason!.Code);
    }

    [Fact]
    public async Task In_the_cloud_no_voice_is_read_without_a_purpose_and_texts_are()
    {
        using var world = new PipelineWorld(purpose: DeclaredPurpose.InTheCloud(null));
        await world.PublishAsync("texts");
        await world.PublishRecordingAsync("volume");
        world.Drop("talk.wav", MadeUpSpeech.Wav(Tone(2, 0.5)));
        Assert.Equal(ErrorCodes.MissingPurpose, (await world.TakeAsync("talk.wav"))!.Reason!.Code);
        world.Drop("a.txt", "four");
        Assert.Equal(ItemState.Extracted, (await world.TakeAsync("a.txt"))!.State);
        using var content = new MemoryStream(MadeUpSpeech.Wav(Tone(2, 0.5)));
        var refused = await Assert.ThrowsAsync<AffectException>(() => world.Get<RecordingScoring>().RunAsync(content, MediaFormat.Named("wav"), null, null, null, CancellationToken.None));
        Assert.Equal(ErrorCodes.MissingPurpose, refused.Code);
    }

    [Fact]
    public async Task A_worker_may_die_after_any_write_and_each_prediction_is_made_once()
    {
        for (var step = 1; ; step++)
        {
            using var world = new PipelineWorld();
            await world.PublishRecordingAsync("volume");
            var id = world.Drop("talk.wav", MadeUpSpeech.Wav(Tone(2, 0.5)));
            world.Wire.SetAfter(step);
            await world.UntilDoneAsync(() => world.TakeAsync("talk.wav"));
            await world.UntilDoneAsync(world.DeliverAllAsync);
            Assert.Equal(ItemState.Scored, (await world.ItemAsync(id)).State);
            Assert.Single(await world.PredictionsAsync(id));
            if (!world.Wire.WentOff)
            {
                Assert.InRange(step, 5, 100);
                return;
            }
        }
    }

    [Fact]
    public async Task A_model_that_came_later_makes_its_features_from_the_file()
    {
        await _world.PublishRecordingAsync("volume");
        var id = _world.Drop("talk.wav", MadeUpSpeech.Wav(Tone(2, 0.5)));
        await _world.TakeAsync("talk.wav");
        var asked = Assert.Single(_world.Storage.Queue.Drain());
        Assert.Equal(1, _world.Storage.DenseFeatures.Forget());
        await _world.Get<ScoreFeatures>().RunAsync(asked, CancellationToken.None);
        Assert.Equal(ItemState.Scored, (await _world.ItemAsync(id)).State);
    }

    [Fact]
    public async Task A_short_recording_is_answered_at_once_and_a_longer_one_accepted()
    {
        var package = await _world.PublishRecordingAsync("volume");
        var scoring = _world.Get<RecordingScoring>();
        using var small = new MemoryStream(MadeUpSpeech.Wav(Tone(2, 0.7)));
        var now = await scoring.RunAsync(small, MediaFormat.Named("wav"), null, null, null, CancellationToken.None);
        var answer = Assert.Single(now.Answers!);
        Assert.Equal(("loud", package.Manifest.Version), (answer.Reading.Label, answer.Manifest.Version));

        using var longer = new MemoryStream(MadeUpSpeech.Wav(Tone(70, 0.7)));
        var later = await scoring.RunAsync(longer, MediaFormat.Named("wav"), new ModelRef("volume", null), null, null, CancellationToken.None);
        Assert.Null(later.Answers);
        Assert.Equal(ItemState.Received, (await _world.ItemAsync(later.Accepted)).State);
        await _world.TakeAsync($"volume/requests/{later.Accepted.Value[..32]}.wav");
        await _world.DeliverAllAsync();
        Assert.Equal(ItemState.Scored, (await _world.ItemAsync(later.Accepted)).State);

        var text = await _world.PublishAsync("texts");
        var wrong = await Assert.ThrowsAsync<AffectException>(() => scoring.RunAsync(small, MediaFormat.Named("wav"), new ModelRef(text.Manifest.Name, null), null, null, CancellationToken.None));
        Assert.Equal(ErrorCodes.UnsupportedModality, wrong.Code);
    }

    private static float[] Tone(double seconds, double level) =>
        [.. Enumerable.Range(0, (int)(seconds * MadeUpSpeech.SampleRate)).Select(i => (float)(level * Math.Sin(2 * Math.PI * 220 * i / MadeUpSpeech.SampleRate)))];
}
