using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Storage.Queues;

namespace ServerlessAffect.Storage.Tests.Queues;

public class PoisonTests(StorageAccounts accounts) : IClassFixture<StorageAccounts>
{
    [Fact]
    public async Task What_a_host_gave_up_is_counted_and_goes_back_as_it_is()
    {
        var storage = new AzureStorage(accounts);
        var queue = storage.Port<IWorkQueue>();
        var poison = storage.Queues.GetQueueClient(PoisonQueueNames.ScoreRequests);
        await poison.CreateAsync();
        var messages = Enumerable.Range(0, 40).Select(i => ScoreRequestCodec.Encode(Samples.Request($"text {i}"))).Append("not even Base64").ToList();
        foreach (var message in messages)
        {
            await poison.SendMessageAsync(message);
        }

        Assert.Equal(41, (await queue.CountPoisonAsync(CancellationToken.None))[PoisonQueueNames.ScoreRequests]);
        Assert.Equal(41, await queue.RestorePoisonAsync(CancellationToken.None));

        Assert.Equal(0, (await queue.CountPoisonAsync(CancellationToken.None))[PoisonQueueNames.ScoreRequests]);
        var back = new List<string>();
        for (var left = 2; left > 0; left--)
        {
            back.AddRange((await storage.Queues.GetQueueClient(StorageNames.ScoreRequests).ReceiveMessagesAsync(32)).Value.Select(m => m.Body.ToString()));
        }

        Assert.Equal(messages.Order(StringComparer.Ordinal), back.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Files_whose_trigger_was_given_up_are_counted()
    {
        var storage = new AzureStorage(accounts);
        var poison = storage.Queues.GetQueueClient(PoisonQueueNames.BlobTriggers);
        await poison.CreateAsync();
        await poison.SendMessageAsync("e30=");

        Assert.Equal(1, (await storage.Port<IWorkQueue>().CountPoisonAsync(CancellationToken.None))[PoisonQueueNames.BlobTriggers]);
        Assert.Equal(0, await storage.Port<IWorkQueue>().RestorePoisonAsync(CancellationToken.None));
    }
}
