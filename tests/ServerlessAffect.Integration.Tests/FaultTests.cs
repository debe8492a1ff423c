using ServerlessAffect.Core.Media;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Integration.Tests;

/// <summary>The whole way on a real Azurite with worker processes that die, storage that goes away and messages that come twice:
/// every item is scored, each prediction is written once.</summary>
public class FaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Hosts_killed_at_random_lose_nothing_and_repeat_nothing()
    {
        var kills = Soak.IsOn ? 100 : 10;
        var random = new Random(20261120);
        await using var place = await Workplace.CreateAsync();
        var contents = new List<Content>();
        for (var kill = 0; kill < kills; kill++)
        {
            await using var host = await HostProcess.StartAsync(place.ConnectionString);
            for (var item = 0; item < 6; item++)
            {
                contents.Add(Content.Number(contents.Count));
                await place.DropAsync($"stream/{contents.Count:D5}", contents[^1]);
            }

            await Task.Delay(random.Next(0, 1500));
            await host.KillAsync();
        }

        await using var last = await HostProcess.StartAsync(place.ConnectionString);
        await place.WaitUntilScoredAsync(contents, Patience);
        await place.RequireOneOfEachAsync(contents);
        Assert.Equal(0, await last.StopAsync());
    }

    [Fact]
    public async Task Messages_delivered_twice_write_once()
    {
        await using var place = await Workplace.CreateAsync();
        var contents = Enumerable.Range(0, 60).Select(Content.Number).ToList();
        for (var number = 0; number < contents.Count; number++)
        {
            // Taken here while no host runs, so that every request and its double wait side by side.
            var known = (await place.ListItemsAsync()).Select(item => item.Id).ToHashSet();
            await place.DropAsync($"twice/{number:D3}", contents[number]);
            await place.TakeAsync($"twice/{number:D3}{contents[number].Extension}");
            await place.SendAgainAsync((await place.ListItemsAsync()).Where(item => !known.Contains(item.Id)));
        }

        var owed = contents.Sum(content => place.Released.Count(model => model.Reads(MediaFormat.OfFileName(content.Extension).Modality)));
        Assert.Equal(2 * owed, await place.CountMessagesAsync());
        await using var first = await HostProcess.StartAsync(place.ConnectionString);
        await using var second = await HostProcess.StartAsync(place.ConnectionString);
        await place.WaitUntilScoredAsync(contents, Patience);
        await place.RequireOneOfEachAsync(contents);
        Assert.True(place.RefusedWrites > 0, "No two deliveries met, so this run has shown nothing.");
    }

    [Fact]
    public async Task What_is_sent_or_dropped_again_after_it_was_read_changes_nothing()
    {
        await using var place = await Workplace.CreateAsync();
        await using var host = await HostProcess.StartAsync(place.ConnectionString);
        var contents = Enumerable.Range(0, 20).Select(Content.Number).ToList();
        foreach (var (content, number) in contents.Select((content, number) => (content, number)))
        {
            await place.DropAsync($"once/{number:D3}", content);
        }

        await place.WaitUntilScoredAsync(contents, Patience);
        var (before, features) = (await place.ListBlobsAsync("predictions"), await place.ListBlobsAsync("features"));

        await place.SendAgainAsync(await place.ListItemsAsync());
        foreach (var (content, number) in contents.Select((content, number) => (content, number)))
        {
            await place.DropAsync($"again/{number:D3}", content);
        }

        await place.WaitUntilScoredAsync(contents, Patience);
        await Workplace.WaitUntilAsync(async () => (await place.ListItemsAsync()).All(item => item.Sources.Count == 2), Patience);
        await place.RequireOneOfEachAsync(contents);
        Assert.Equal(before, await place.ListBlobsAsync("predictions"));
        Assert.Equal(features, await place.ListBlobsAsync("features"));
    }

    [Fact]
    public async Task Two_hosts_share_the_work_and_each_prediction_is_written_once()
    {
        await using var place = await Workplace.CreateAsync();
        await using var first = await HostProcess.StartAsync(place.ConnectionString);
        await using var second = await HostProcess.StartAsync(place.ConnectionString);
        var contents = Enumerable.Range(0, 60).Select(Content.Number).ToList();
        await Parallel.ForEachAsync(contents.Select((content, number) => (content, number)), async (drop, _) => await place.DropAsync($"two/{drop.number:D3}", drop.content));
        await place.WaitUntilScoredAsync(contents, Patience);
        await place.RequireOneOfEachAsync(contents);
        Assert.Equal(0, await first.StopAsync());
        Assert.Equal(0, await second.StopAsync());
    }

    [Fact]
    public async Task Storage_that_stops_and_starts_in_the_middle_loses_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("affect-azurite-").FullName;
        try
        {
            await using var place = await Workplace.CreateAsync(folder);
            await using var host = await HostProcess.StartAsync(place.ConnectionString);
            var contents = Enumerable.Range(0, 30).Select(Content.Number).ToList();
            foreach (var (content, number) in contents.Take(20).Select((content, number) => (content, number)))
            {
                await place.DropAsync($"away/{number:D3}", content);
            }

            await place.Azurite.StopAsync();
            await Task.Delay(TimeSpan.FromSeconds(3));
            await place.Azurite.RestartAsync(CancellationToken.None);
            foreach (var (content, number) in contents.Select((content, number) => (content, number)).Skip(20))
            {
                await place.DropAsync($"away/{number:D3}", content);
            }

            await place.WaitUntilScoredAsync(contents, Patience);
            await place.RequireOneOfEachAsync(contents);
            Assert.Equal(0, await host.StopAsync());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
