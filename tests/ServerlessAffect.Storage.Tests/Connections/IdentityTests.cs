using System.Buffers.Text;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Storage.Tests.Connections;

/// <summary>The way of a file with an identity's token instead of a key: copies and deletions are authorised differently then.</summary>
public sealed class IdentityTests(AzuriteOverHttps azurite) : IClassFixture<AzuriteOverHttps>
{
    [Fact]
    public async Task Every_port_works_with_a_token()
    {
        var ports = Ports();
        var (media, never) = (ports.GetRequiredService<IMediaStore>(), CancellationToken.None);
        foreach (var name in new[] { "a.txt", "bad.txt" })
        {
            Assert.True(await media.DropAsync(name, new MemoryStream(Samples.Bytes(name)), "Ann", overwrite: false, never));
        }

        await using var bad = (await media.OpenAsync("bad.txt", never))!;
        await media.QuarantineAsync(bad, Samples.Hash("bad.txt"), new ReadingError("not-text", "It is not text."), never);
        Assert.True(await ports.GetRequiredService<IQuarantine>().RestoreAsync("bad.txt", Samples.Hash("bad.txt"), never));
        await using var good = (await media.OpenAsync("a.txt", never))!;
        var item = Samples.Item("a.txt", new ItemSource("a.txt", "Ann", Samples.Noon, good.ETag));
        Assert.True(await ports.GetRequiredService<IItemStore>().TryPutAsync(new(item, null), never));
        Assert.True(await ports.GetRequiredService<IFeatureStore>().TryWriteAsync(item.Id, Samples.Schema(), Samples.Features(), never));
        await ports.GetRequiredService<IWorkQueue>().SendAsync(Samples.Request("a.txt"), never);
        Assert.Equal(1, await ports.GetRequiredService<IWorkQueue>().CountAsync(never));
        Assert.True(await ports.GetRequiredService<IPredictionStore>().TryWriteAsync(Samples.Prediction("a.txt"), never));
        await ports.GetRequiredService<ILabelStore>().AddAsync(item.Id, new ItemLabel("mood", 0, "glad", null, Samples.Noon), never);
        Assert.Equal(1, await ports.GetRequiredService<IAttemptLog>().RecordFailureAsync(Samples.Request("a.txt"), new ReadingError("internal", "It broke."), never));
        var package = SamplePackages.Create();
        Assert.True(await ports.GetRequiredService<IModelRegistry>().TryAddAsync(package, never));
        Assert.True(await ports.GetRequiredService<IReleaseHistory>().TryCommitAsync(
            new ModelRelease(1, "mood", package.Manifest.Version, package.Manifest.Digest, Samples.Noon, "first version"), never));
        Assert.Equal(package.Manifest.Digest, (await ports.GetRequiredService<IModelRegistry>().OpenAsync("mood", package.Manifest.Version, never)).Manifest.Digest);
        var seen = (await ports.GetRequiredService<IItemStore>().GetAsync(item.Id, never))!;
        Assert.Equal(7, (await ports.GetRequiredService<IItemEraser>().EraseAsync(seen, never)).Values.Sum());
        Assert.Equal(1, (await ports.GetRequiredService<IItemEraser>().EraseFilesAsync("Ann", never))["media"]);
    }

    private ServiceProvider Ports()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(StorageOptions.Section, "UseDevelopmentStorage=true")]).Build();
        var transport = new HttpClientTransport(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
        return new ServiceCollection().AddAffectStorage(configuration)
            .AddSingleton(new BlobServiceClient(azurite.Blobs, new UnsignedToken(), new BlobClientOptions { Transport = transport }))
            .AddSingleton(new QueueServiceClient(azurite.Queues, new UnsignedToken(), new QueueClientOptions { Transport = transport }))
            .BuildServiceProvider();
    }

    private sealed class UnsignedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            var now = TimeProvider.System.GetUtcNow();
            var claims = $$"""{"aud":"https://storage.azure.com","iss":"https://sts.windows.net/test/","iat":{{now.ToUnixTimeSeconds() - 60}},"nbf":{{now.ToUnixTimeSeconds() - 60}},"exp":{{now.ToUnixTimeSeconds() + 3600}}}""";
            return new AccessToken($"{Part("""{"alg":"RS256","typ":"JWT"}""")}.{Part(claims)}.{Part("unsigned")}", now.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));

        private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }
}
