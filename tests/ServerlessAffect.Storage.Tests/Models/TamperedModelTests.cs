using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Storage.Tests.Models;

public sealed class TamperedModelTests(StorageAccounts accounts) : IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);
    private readonly ModelPackage _package = SamplePackages.Create();

    private IModelRegistry Models => _storage.Port<IModelRegistry>();

    private string Folder => $"versions/mood/{_package.Manifest.Version}/";

    [Fact]
    public async Task A_changed_byte_of_any_file_is_refused()
    {
        await Models.TryAddAsync(_package, CancellationToken.None);
        foreach (var (name, content) in _package.Files)
        {
            var changed = content.ToArray();
            changed[changed.Length / 2] ^= 1;
            await _storage.PutAsync("models", Folder + name, changed);
            var error = await Assert.ThrowsAsync<AffectException>(OpenAsync);
            Assert.Contains(error.Code, new[] { ErrorCodes.TamperedModel, ErrorCodes.DamagedModel });
            await _storage.PutAsync("models", Folder + name, content.ToArray());
            await OpenAsync();
        }
    }

    [Fact]
    public async Task Publishing_the_version_again_puts_back_what_was_changed_or_removed()
    {
        await Models.TryAddAsync(_package, CancellationToken.None);
        await _storage.Port<IReleaseHistory>().TryCommitAsync(new ModelRelease(1, "mood", _package.Manifest.Version, _package.Manifest.Digest, Samples.Noon, "first version"), CancellationToken.None);
        foreach (var (name, content) in _package.Files)
        {
            var changed = content.ToArray();
            changed[changed.Length / 2] ^= 1;
            await _storage.PutAsync("models", Folder + name, changed);
            Assert.False(await Models.TryAddAsync(_package, CancellationToken.None));
            await OpenAsync();
        }

        await _storage.Blobs.GetBlobContainerClient("models").DeleteBlobAsync(Folder + ModelPackage.CardFile);
        Assert.False(await Models.TryAddAsync(_package, CancellationToken.None));
        await OpenAsync();
    }

    [Fact]
    public async Task A_released_version_is_put_back_where_another_package_took_its_place()
    {
        await Models.TryAddAsync(_package, CancellationToken.None);
        await _storage.Port<IReleaseHistory>().TryCommitAsync(new ModelRelease(1, "mood", _package.Manifest.Version, _package.Manifest.Digest, Samples.Noon, "first version"), CancellationToken.None);
        var forged = SamplePackages.Create(card: "# Forged");
        foreach (var (name, content) in forged.Files)
        {
            await _storage.PutAsync("models", Folder + name, content.ToArray());
        }

        Assert.Equal(ErrorCodes.Conflict, (await Assert.ThrowsAsync<AffectException>(() => Models.TryAddAsync(SamplePackages.Create(card: "# Third"), CancellationToken.None))).Code);
        Assert.False(await Models.TryAddAsync(_package, CancellationToken.None));
        Assert.Equal(_package.Manifest.Digest, (await OpenAsync()).Manifest.Digest);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        await Models.TryAddAsync(_package, CancellationToken.None);
        await _storage.Blobs.GetBlobContainerClient("models").DeleteBlobAsync(Folder + ModelPackage.CardFile);
        var error = await Assert.ThrowsAsync<AffectException>(OpenAsync);
        Assert.Equal(ErrorCodes.DamagedModel, error.Code);
        Assert.Contains(ModelPackage.CardFile, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_package_put_in_the_place_of_a_released_one_is_refused()
    {
        await Models.TryAddAsync(_package, CancellationToken.None);
        await _storage.Port<IReleaseHistory>().TryCommitAsync(new ModelRelease(1, "mood", _package.Manifest.Version, _package.Manifest.Digest, Samples.Noon, "first version"), CancellationToken.None);
        await OpenAsync();
        var forged = SamplePackages.Create(card: "# Forged");
        Assert.Equal(_package.Manifest.Version, forged.Manifest.Version);
        foreach (var (name, content) in forged.Files)
        {
            await _storage.PutAsync("models", Folder + name, content.ToArray());
        }

        Assert.Equal(ErrorCodes.TamperedModel, (await Assert.ThrowsAsync<AffectException>(OpenAsync)).Code);
    }

    [Fact]
    public async Task A_package_under_the_name_of_another_is_refused()
    {
        foreach (var (name, content) in SamplePackages.Create("anger").Files)
        {
            await _storage.PutAsync("models", Folder + name, content.ToArray());
        }

        Assert.Equal(ErrorCodes.TamperedModel, (await Assert.ThrowsAsync<AffectException>(OpenAsync)).Code);
        Assert.Empty(await Models.ListAsync(CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task An_addition_that_was_cut_off_is_no_version_until_it_is_finished()
    {
        await _storage.PutAsync("models", Folder + ModelPackage.ModelFile, _package.Files[ModelPackage.ModelFile].ToArray());
        Assert.Empty(await Models.ListAsync(CancellationToken.None).ToListAsync());
        Assert.Equal(ErrorCodes.UnknownModel, (await Assert.ThrowsAsync<AffectException>(OpenAsync)).Code);
        Assert.True(await Models.TryAddAsync(_package, CancellationToken.None));
        await OpenAsync();
    }

    [Fact]
    public async Task The_rests_of_another_package_give_way_to_the_one_that_is_finished()
    {
        await _storage.PutAsync("models", Folder + ModelPackage.CardFile, Samples.Bytes("# Of another package"));
        Assert.True(await Models.TryAddAsync(_package, CancellationToken.None));
        Assert.Equal(_package.Files[ModelPackage.CardFile].ToArray(), (await OpenAsync()).Files[ModelPackage.CardFile].ToArray());
    }

    private Task<ModelPackage> OpenAsync() => Models.OpenAsync("mood", _package.Manifest.Version, CancellationToken.None);
}
