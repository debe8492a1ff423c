using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Pipeline.Exploration.Stored;

namespace ServerlessAffect.Pipeline.Tests.World;

/// <summary>Texts in storage, taken and read, and the way of a question about them.</summary>
internal static class StoredTexts
{
    private static readonly string[] Words = ["oil prices rise as output falls", "banks report loan growth again", "the harbour ferry runs late today"];

    /// <summary>Two files of many lines, of the subjects <c>s1</c> and <c>s2</c>, and one line alone of nobody.</summary>
    public static async Task DropAsync(PipelineWorld world)
    {
        await world.PublishAsync("tweet-topic");
        world.Drop("a/2026-01-02.csv", Lines(12, "first"), "s1");
        world.Drop("b/more.csv", Lines(9, "second"), "s2");
        world.Drop("c.txt", "a line alone about ferry and harbour");
        foreach (var name in (string[])["a/2026-01-02.csv", "b/more.csv", "c.txt"])
        {
            await world.TakeAsync(name);
        }

        await world.DeliverAllAsync();
    }

    /// <summary>Few methods and few groups: what these tests are about does not depend on them.</summary>
    public static Task<ReportRecord> AskAsync(PipelineWorld world, ReportQuestion? question = null) =>
        world.Get<AskForReport>().RunAsync((question ?? new ReportQuestion()) with { Methods = ["kmeans"], K = 2 }, CancellationToken.None);

    /// <summary>Delivers every waiting request once.</summary>
    public static async Task MakeAllAsync(PipelineWorld world)
    {
        foreach (var request in world.Storage.ReportQueue.Drain())
        {
            await world.Get<MakeReport>().RunAsync(request, CancellationToken.None);
        }
    }

    public static async Task<ReportRecord?> FindAsync(PipelineWorld world, ReportRecord asked) => (await world.Storage.Reports.GetAsync(asked.Id, CancellationToken.None))?.Value;

    public static async Task<string> ReadAsync(PipelineWorld world, ReportRecord report, string file)
    {
        using var reader = new StreamReader((await world.Get<GetReport>().OpenAsync(report.Id, file, CancellationToken.None))!);
        return await reader.ReadToEndAsync();
    }

    private static string Lines(int count, string which) => string.Join('\n', Enumerable.Range(0, count).Select(i => $"{Words[i % Words.Length]} {which} number {i}"));
}
