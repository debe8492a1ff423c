using Azure.Storage.Blobs;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.LocalHost.Azurite;
using ServerlessAffect.Testing.Azurite;

namespace ServerlessAffect.LocalHost.Tests.Azurite;

public sealed class AzuriteServerTests
{
    [Fact]
    public async Task Blobs_kept_in_a_folder_survive_a_restart_on_the_same_ports()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-").FullName;
        await using var server = await AzuriteServer.StartAsync(AzuriteFixture.Patient with { Folder = folder }, default);
        var before = server.ConnectionString;
        var container = new BlobContainerClient(before, "kept");
        await container.CreateAsync();
        await container.UploadBlobAsync("a/b.txt", BinaryData.FromString("kept"));

        await server.RestartAsync(default);

        Assert.Equal(before, server.ConnectionString);
        Assert.Equal("kept", (await container.GetBlobClient("a/b.txt").DownloadContentAsync()).Value.Content.ToString());
        await server.StopAsync();
        Assert.True(server.Exited.IsCompleted);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Port_in_use_is_said_in_one_line()
    {
        await using var first = await AzuriteServer.StartAsync(AzuriteFixture.Patient, default);

        var error = await Assert.ThrowsAsync<AffectException>(() => AzuriteServer.StartAsync(new AzuriteOptions { BlobPort = first.BlobPort }, default));

        Assert.Equal(ErrorCodes.PortInUse, error.Code);
        Assert.Contains(first.BlobPort.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_package_names_the_command_that_installs_it()
    {
        var error = await Assert.ThrowsAsync<AffectException>(() => AzuriteServer.StartAsync(new AzuriteOptions { NodeModules = Path.GetTempPath() }, default));

        Assert.Equal(ErrorCodes.MissingTool, error.Code);
        Assert.Contains("npm ci", error.Message, StringComparison.Ordinal);
    }
}
