using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IReportStore))]
public abstract class ReportStoreConformance : ConformanceSuite
{
    private IReportStore Reports => Port<IReportStore>();

    [Fact]
    public async Task Nothing_is_found_before_anything_is_written()
    {
        Assert.Null(await Reports.GetAsync(Samples.Hash("a"), Never));
        Assert.Empty(await AllAsync(Reports.ListAsync(Never)));
        await Reports.DeleteAsync(Samples.Hash("a"), Never);
    }

    [Fact]
    public async Task A_record_comes_back_as_it_was_written()
    {
        var record = Samples.Report("a") with { State = ReportState.Failed, Reason = new("invalid-data", "It is none: <\u2028>"), Starts = 2, StartedAt = Samples.Noon, EndedAt = Samples.Noon };
        var eTag = await Reports.TryPutAsync(new(record, null), Never);
        var found = await Reports.GetAsync(record.Id, Never);
        Assert.Equal(Samples.Json(record), Samples.Json(found!.Value));
        Assert.Equal(eTag, found.ETag);
    }

    [Fact]
    public async Task A_record_is_created_once_however_many_try()
    {
        var wins = await RaceAsync(i => Reports.TryPutAsync(new(Samples.Report("a") with { Starts = i }, null), Never));
        var winner = Array.FindIndex(wins, w => w is not null);
        Assert.Equal(1, wins.Count(w => w is not null));
        Assert.Equal(winner, (await Reports.GetAsync(Samples.Hash("a"), Never))!.Value.Starts);
    }

    [Fact]
    public async Task A_replacement_under_an_old_token_changes_nothing()
    {
        var first = await Reports.TryPutAsync(new(Samples.Report("a"), null), Never);
        var second = await Reports.TryPutAsync(new(Samples.Report("a") with { State = ReportState.Running }, first), Never);
        Assert.Null(await Reports.TryPutAsync(new(Samples.Report("a") with { State = ReportState.Done }, first), Never));
        Assert.Equal((ReportState.Running, second), ((await Reports.GetAsync(Samples.Hash("a"), Never))!.Value.State, (await Reports.GetAsync(Samples.Hash("a"), Never))!.ETag));
    }

    [Fact]
    public async Task A_replacement_of_what_was_deleted_creates_nothing()
    {
        var eTag = await Reports.TryPutAsync(new(Samples.Report("a"), null), Never);
        await Reports.DeleteAsync(Samples.Hash("a"), Never);
        Assert.Null(await Reports.TryPutAsync(new(Samples.Report("a"), eTag), Never));
        Assert.Null(await Reports.GetAsync(Samples.Hash("a"), Never));
    }

    [Fact]
    public async Task Records_are_listed_in_the_order_of_their_hash_and_files_are_none()
    {
        string[] questions = [.. Enumerable.Range(0, 20).Select(i => $"question {i}")];
        await Task.WhenAll(questions.Select(q => Reports.TryPutAsync(new(Samples.Report(q), null), Never)));
        using var file = new MemoryStream(Samples.Bytes("{}"));
        await Port<IReportFiles>().WriteAsync(Samples.Hash(questions[0]), "report.json", file, Never);
        Assert.Equal(questions.Select(q => Samples.Hash(q).Value).Order(StringComparer.Ordinal), (await AllAsync(Reports.ListAsync(Never))).Select(r => r.Id.Value));
    }
}
