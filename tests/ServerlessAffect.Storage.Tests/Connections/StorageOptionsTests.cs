using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Storage.Tests.Connections;

public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=abc;AccountKey=AAAA;EndpointSuffix=core.windows.net")]
    public void A_connection_string_is_taken(string text) =>
        Assert.Equal(text, Options(("AzureWebJobsStorage", text)).ConnectionString);

    [Fact]
    public void An_identity_is_taken_with_both_addresses()
    {
        var services = Services(("AzureWebJobsStorage:blobServiceUri", "https://abc.blob.core.windows.net"), ("AzureWebJobsStorage:queueServiceUri", "https://abc.queue.core.windows.net/"),
            ("AzureWebJobsStorage:credential", "managedidentity"), ("AzureWebJobsStorage:clientId", "00000000-0000-0000-0000-000000000001"));
        Assert.Equal("https://abc.blob.core.windows.net/", services.GetRequiredService<BlobServiceClient>().Uri.ToString());
        Assert.Equal("https://abc.queue.core.windows.net/", services.GetRequiredService<QueueServiceClient>().Uri.ToString());
    }

    [Fact]
    public void An_accounts_name_is_enough() =>
        Assert.Equal("https://abc.queue.core.windows.net/", Options(("AzureWebJobsStorage:accountName", "abc")).QueueServiceUri!.ToString());

    [Theory]
    [InlineData("AzureWebJobsStorage", "")]
    [InlineData("AzureWebJobsStorage", "secret-of-nobody")]
    [InlineData("AzureWebJobsStorage", "AccountName=secret-of-nobody;AccountKey=%%%")]
    [InlineData("AzureWebJobsStorage:blobServiceUri", "https://abc.blob.core.windows.net")]
    public void Settings_that_could_only_fail_later_are_refused_without_repeating_them(string name, string value)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Options((name, value)));
        Assert.Contains("AzureWebJobsStorage", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-nobody", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://abc.blob.core.windows.net")]
    [InlineData("abc")]
    [InlineData("https://user:secret@abc.blob.core.windows.net")]
    public void An_identitys_token_is_sent_to_https_addresses_only(string address) =>
        Assert.Throws<OptionsValidationException>(() => Options(("AzureWebJobsStorage:blobServiceUri", address), ("AzureWebJobsStorage:queueServiceUri", "https://abc.queue.core.windows.net")));

    [Fact]
    public void Every_port_has_one_adapter_for_the_process()
    {
        var services = Services(("AzureWebJobsStorage", "UseDevelopmentStorage=true"));
        foreach (var port in typeof(IItemStore).Assembly.GetTypes().Where(t => t.IsInterface && t.Namespace == typeof(IItemStore).Namespace))
        {
            Assert.Same(services.GetRequiredService(port), services.GetRequiredService(port));
        }
    }

    [Fact]
    public void A_host_without_storage_does_not_start()
    {
        var validator = Services().GetRequiredService<IStartupValidator>();
        Assert.Throws<OptionsValidationException>(validator.Validate);
    }

    private static StorageOptions Options(params (string Name, string Value)[] settings) => Services(settings).GetRequiredService<IOptions<StorageOptions>>().Value;

    private static ServiceProvider Services(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Name, s.Value))).Build();
        return new ServiceCollection().AddAffectStorage(configuration).BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
