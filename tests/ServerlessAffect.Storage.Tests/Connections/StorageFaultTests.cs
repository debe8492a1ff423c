using Azure.Storage.Blobs;
using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.LocalHost.Azurite;
using ServerlessAffect.Testing.Azurite;

namespace ServerlessAffect.Storage.Tests.Connections;

public sealed class StorageFaultTests(StorageAccounts accounts) : IClassFixture<StorageAccounts>
{
    [Fact]
    public async Task A_server_that_stops_and_comes_back_is_ridden_out_or_a_transient_error()
    {
        await using var server = await AzuriteServer.StartAsync(AzuriteFixture.Patient, CancellationToken.None);
        var storage = new AzureStorage(server.ConnectionString);
        Assert.True(await storage.Port<IItemStore>().TryPutAsync(new(Samples.Item("a"), null), CancellationToken.None));
        await server.KillAsync();
        foreach (var call in new Func<Task>[]
        {
            () => storage.Port<IItemStore>().GetAsync(Samples.Hash("a"), CancellationToken.None),
            () => storage.Port<IWorkQueue>().SendAsync(Samples.Request("a"), CancellationToken.None),
        })
        {
            var error = await Assert.ThrowsAsync<AffectException>(call);
            Assert.Equal((ErrorCodes.StorageUnavailable, true), (error.Code, error.IsTransient));
        }

        // In memory nothing is left, the containers included: they are made again without anything being started anew.
        await server.RestartAsync(CancellationToken.None);
        Assert.True(await storage.Port<IItemStore>().TryPutAsync(new(Samples.Item("a"), null), CancellationToken.None));
        await storage.Port<IWorkQueue>().SendAsync(Samples.Request("a"), CancellationToken.None);
        Assert.True(await storage.Port<IMediaStore>().DropAsync("a.txt", new MemoryStream([1]), null, overwrite: true, CancellationToken.None));
    }

    [Fact]
    public async Task A_wrong_key_is_an_error_that_trying_again_does_not_mend()
    {
        var key = Convert.ToBase64String(new byte[64]);
        var parts = accounts.NextConnectionString().Split(';').Select(p => p.StartsWith("AccountKey=", StringComparison.Ordinal) ? $"AccountKey={key}" : p);
        var storage = new AzureStorage(string.Join(';', parts));
        var error = await Assert.ThrowsAsync<AffectException>(() => storage.Port<IItemStore>().GetAsync(Samples.Hash("a"), CancellationToken.None));
        Assert.Equal((ErrorCodes.StorageDenied, false), (error.Code, error.IsTransient));
        Assert.DoesNotContain(key, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_is_removed_under_way_is_made_again()
    {
        var storage = new AzureStorage(accounts);
        await storage.Port<IItemStore>().TryPutAsync(new(Samples.Item("a"), null), CancellationToken.None);
        await new BlobServiceClient(storage.ConnectionString).DeleteBlobContainerAsync(StorageNames.Items);
        Assert.True(await storage.Port<IItemStore>().TryPutAsync(new(Samples.Item("a"), null), CancellationToken.None));
    }
}
