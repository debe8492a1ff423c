using System.Text.Json.Nodes;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Pipeline.Exploration.Files;
using ServerlessAffect.Pipeline.Exploration.Stored;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Tests.Training.World;
using ServerlessAffect.Pipeline.Tests.World;

namespace ServerlessAffect.Pipeline.Tests.Exploration.Stored;

/// <summary>Questions about items in storage: real explorations over ports in memory.</summary>
public sealed class StoredReportTests : IDisposable
{
    private readonly PipelineWorld _world = new(o => o.MaxAttempts = 2);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_report_of_texts_has_their_rows_labels_and_readings()
    {
        await StoredTexts.DropAsync(_world);
        var table = (await _world.Storage.Items.ListAsync(null, CancellationToken.None).ToListAsync()).Single(i => i.Sources[0].Name == "b/more.csv");
        foreach (var (row, label) in ((int, string)[])[(0, "odd"), (0, "even"), (1, "odd"), (2, "odd")])
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(1));
            await _world.Get<LabelItem>().RunAsync(table.Id, "tweet-topic", row, label, null, CancellationToken.None);
        }

        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        var asked = await StoredTexts.AskAsync(_world);
        Assert.Equal((ReportState.Queued, 3), (asked.State, asked.Items.Count));
        await StoredTexts.MakeAllAsync(_world);

        var report = (await StoredTexts.FindAsync(_world, asked))!;
        Assert.Equal((ReportState.Done, null), (report.State, report.Reason));
        var rows = (await StoredTexts.ReadAsync(_world, report, ExploreFiles.Assignments)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + 12 + 9 + 1, rows.Length);
        Assert.Contains(rows, r => r.StartsWith("a/2026-01-02.csv#11,kmeans,", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.StartsWith("c.txt,kmeans,", StringComparison.Ordinal));
        var json = await StoredTexts.ReadAsync(_world, report, ExploreFiles.Json);
        Assert.Contains("What is in the inbox?", json, StringComparison.Ordinal);
        Assert.Contains("3 of 22 items have labels that people gave by the classes of tweet-topic.", json, StringComparison.Ordinal);
        Assert.Contains("A test says so.", json, StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(json));
        Assert.StartsWith("<!doctype html>", await StoredTexts.ReadAsync(_world, report, ExploreFiles.Html), StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("id,method,x,y,z", await StoredTexts.ReadAsync(_world, report, ExploreFiles.Embedding), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_question_over_the_same_archive_costs_nothing_and_over_another_it_is_another()
    {
        await StoredTexts.DropAsync(_world);
        var asked = await StoredTexts.AskAsync(_world);
        Assert.Equal(asked.Id, (await StoredTexts.AskAsync(_world)).Id);
        Assert.Equal(1, await _world.Storage.ReportQueue.CountAsync(CancellationToken.None));
        var request = Assert.Single(_world.Storage.ReportQueue.Drain());
        await _world.Get<MakeReport>().RunAsync(request, CancellationToken.None);
        var done = (await StoredTexts.FindAsync(_world, asked))!;

        await _world.Get<MakeReport>().RunAsync(request, CancellationToken.None);
        var again = await StoredTexts.AskAsync(_world);

        Assert.Equal((ReportState.Done, done.EndedAt, 1), (again.State, again.EndedAt, again.Starts));
        Assert.Empty(_world.Storage.ReportQueue.Drain());
        await _world.Get<LabelItem>().RunAsync(asked.Items[0], "tweet-topic", 0, "even", null, CancellationToken.None);
        var labelled = await StoredTexts.AskAsync(_world);
        var part = await StoredTexts.AskAsync(_world, new ReportQuestion { Prefix = "a/" });
        var subject = await StoredTexts.AskAsync(_world, new ReportQuestion { Subject = "s2" });
        Assert.Equal(4, new HashSet<ContentHash> { asked.Id, labelled.Id, part.Id, subject.Id }.Count);
        Assert.Equal((1, 1, "s2"), (part.Items.Count, subject.Items.Count, Assert.Single(subject.Subjects)));
    }

    [Fact]
    public async Task A_report_of_recordings_reads_them_from_a_folder_that_is_gone_afterwards()
    {
        await _world.PublishRecordingAsync("volume");
        for (var i = 0; i < 7; i++)
        {
            _world.Drop($"2026-01-0{i + 1}.wav", MadeUpSpeech.Wav(Tone(1, i % 2 == 0 ? 0.02 : 0.7, 200 + (40 * i))));
            await _world.TakeAsync($"2026-01-0{i + 1}.wav");
        }

        await _world.DeliverAllAsync();
        _world.Storage.Media.Put("2026-01-07.wav", "other bytes of the same name"u8.ToArray(), null);
        var asked = await StoredTexts.AskAsync(_world);
        await StoredTexts.MakeAllAsync(_world);

        var report = (await StoredTexts.FindAsync(_world, asked))!;
        Assert.Equal((ReportState.Done, null), (report.State, report.Reason));
        var json = await StoredTexts.ReadAsync(_world, report, ExploreFiles.Json);
        Assert.Contains("2026-01-07.wav was left out: Its file is not in the inbox any more.", json, StringComparison.Ordinal);
        Assert.Contains("volume over time", json, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath() + "affect-", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_voice_is_explored_where_none_may_be_read()
    {
        using var world = new PipelineWorld(purpose: DeclaredPurpose.InTheCloud(null));
        world.Drop("a.wav", MadeUpSpeech.Wav(Tone(1, 0.5, 300)));
        await world.TakeAsync("a.wav");
        var item = Assert.Single(await world.Storage.Items.ListAsync(null, CancellationToken.None).ToListAsync());
        await world.Get<ItemLedger>().ChangeAsync(item.Id, i => i! with { State = Core.Items.ItemState.Extracted, Reason = null }, CancellationToken.None);
        Assert.Equal(ErrorCodes.MissingPurpose, (await Assert.ThrowsAsync<AffectException>(() => StoredTexts.AskAsync(world))).Code);
    }

    [Fact]
    public async Task What_cannot_be_explored_fails_once_with_a_reason_and_may_be_asked_again()
    {
        await _world.PublishAsync("tweet-topic");
        _world.Drop("a.txt", "one");
        await _world.TakeAsync("a.txt");
        var asked = await StoredTexts.AskAsync(_world);

        await StoredTexts.MakeAllAsync(_world);

        var failed = (await StoredTexts.FindAsync(_world, asked))!;
        Assert.Equal((ReportState.Failed, ErrorCodes.InvalidData), (failed.State, failed.Reason!.Code));
        Assert.Null(await _world.Get<GetReport>().OpenAsync(asked.Id, ExploreFiles.Html, CancellationToken.None));
        Assert.Equal((ReportState.Queued, 0), ((await StoredTexts.AskAsync(_world)).State, (await StoredTexts.FindAsync(_world, asked))!.Starts));
        Assert.Single(_world.Storage.ReportQueue.Drain());
    }

    [Fact]
    public async Task What_takes_too_long_says_so()
    {
        using var world = new PipelineWorld(o => o.ExploreDeadline = TimeSpan.FromSeconds(1));
        await StoredTexts.DropAsync(world);
        var asked = await StoredTexts.AskAsync(world);
        world.Intake.Before = (_, token) => Task.Delay(Timeout.Infinite, token);

        await StoredTexts.MakeAllAsync(world);

        var failed = (await StoredTexts.FindAsync(world, asked))!;
        Assert.Equal((ReportState.Failed, ErrorCodes.TimedOut), (failed.State, failed.Reason!.Code));
    }

    [Fact]
    public async Task A_stopping_host_leaves_the_report_to_the_next_delivery()
    {
        await StoredTexts.DropAsync(_world);
        var asked = await StoredTexts.AskAsync(_world);
        using var stop = new CancellationTokenSource();
        _world.Intake.Before = (_, token) => stop.CancelAsync();
        var request = Assert.Single(_world.Storage.ReportQueue.Drain());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _world.Get<MakeReport>().RunAsync(request, stop.Token));
        _world.Intake.Before = null;

        await _world.Get<MakeReport>().RunAsync(request, CancellationToken.None);

        Assert.Equal(ReportState.Done, (await StoredTexts.FindAsync(_world, asked))!.State);
    }

    [Fact]
    public async Task A_report_that_kills_its_worker_each_time_is_given_up()
    {
        await StoredTexts.DropAsync(_world);
        var asked = await StoredTexts.AskAsync(_world);
        var request = Assert.Single(_world.Storage.ReportQueue.Drain());
        _world.Intake.Before = (_, _) => throw new InvalidProgramException();
        await Assert.ThrowsAsync<InvalidProgramException>(() => _world.Get<MakeReport>().RunAsync(request, CancellationToken.None));
        var begun = (await _world.Storage.Reports.GetAsync(asked.Id, CancellationToken.None))!;
        await _world.Storage.Reports.TryPutAsync(begun with { Value = begun.Value with { Starts = 2 } }, CancellationToken.None);

        await _world.Get<MakeReport>().RunAsync(request, CancellationToken.None);

        var failed = (await StoredTexts.FindAsync(_world, asked))!;
        Assert.Equal((ReportState.Failed, ErrorCodes.Internal, 2), (failed.State, failed.Reason!.Code, failed.Starts));
    }

    [Fact]
    public async Task A_lost_message_is_sent_again_when_the_question_is()
    {
        await StoredTexts.DropAsync(_world);
        await StoredTexts.AskAsync(_world);
        _world.Storage.ReportQueue.Drain();
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await StoredTexts.AskAsync(_world);
        Assert.Single(_world.Storage.ReportQueue.Drain());
    }

    [Fact]
    public async Task A_message_about_no_report_does_nothing()
    {
        await _world.Get<MakeReport>().RunAsync(new ReportRequest { V = 1, Report = ContentHash.Compute("none"u8) }, CancellationToken.None);
        Assert.Empty(await _world.Storage.Reports.ListAsync(CancellationToken.None).ToListAsync());
    }

    [Theory]
    [InlineData(ErrorCodes.UnknownData, "z/", null, null, null)]
    [InlineData(ErrorCodes.UnknownData, null, "recordings", null, null)]
    [InlineData(ErrorCodes.UnknownFeatureSet, null, null, "vlog43", null)]
    [InlineData(ErrorCodes.InvalidRequest, null, null, null, "best")]
    public async Task A_question_that_cannot_be_answered_is_refused(string code, string? prefix, string? kind, string? set, string? method)
    {
        await StoredTexts.DropAsync(_world);
        var question = new ReportQuestion { Prefix = prefix, Kind = kind is null ? null : ReportKind.Recordings, Set = set, Methods = method is null ? null : [method] };
        Assert.Equal(code, (await Assert.ThrowsAsync<AffectException>(() => _world.Get<AskForReport>().RunAsync(question, CancellationToken.None))).Code);
        Assert.Empty(await _world.Storage.Reports.ListAsync(CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task More_than_is_explored_is_refused_with_the_limit()
    {
        using var items = new PipelineWorld(o => o.ExploreItems = 2);
        await StoredTexts.DropAsync(items);
        Assert.Contains("3 items, and 2 are explored", (await Refused(() => StoredTexts.AskAsync(items))).Message, StringComparison.Ordinal);
        using var bytes = new PipelineWorld(o => o.ExploreBytes = 20);
        await StoredTexts.DropAsync(bytes);
        await Refused(() => StoredTexts.AskAsync(bytes));
        using var rows = new PipelineWorld(o => o.ExploreItems = 15);
        await StoredTexts.DropAsync(rows);
        var asked = await StoredTexts.AskAsync(rows);
        await StoredTexts.MakeAllAsync(rows);
        Assert.Equal(ErrorCodes.FileTooLarge, (await StoredTexts.FindAsync(rows, asked))!.Reason!.Code);

        static async Task<AffectException> Refused(Func<Task> ask)
        {
            var fault = await Assert.ThrowsAsync<AffectException>(ask);
            Assert.Equal(ErrorCodes.FileTooLarge, fault.Code);
            return fault;
        }
    }

    [Fact]
    public async Task Both_kinds_together_are_no_archive()
    {
        await StoredTexts.DropAsync(_world);
        await _world.PublishRecordingAsync("volume");
        _world.Drop("a.wav", MadeUpSpeech.Wav(Tone(1, 0.5, 300)));
        await _world.TakeAsync("a.wav");
        var fault = await Assert.ThrowsAsync<AffectException>(() => StoredTexts.AskAsync(_world));
        Assert.Contains("1 recordings and 3 texts", fault.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await StoredTexts.AskAsync(_world, new ReportQuestion { Kind = ReportKind.Texts })).Items.Count);
    }

    private static float[] Tone(double seconds, double level, double hertz) =>
        [.. Enumerable.Range(0, (int)(seconds * 16_000)).Select(i => (float)(level * Math.Sin(2 * Math.PI * hertz * i / 16_000)))];
}
