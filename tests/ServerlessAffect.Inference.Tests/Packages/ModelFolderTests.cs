using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference.Packages;

namespace ServerlessAffect.Inference.Tests.Packages;

public sealed class ModelFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("affect-model-").FullName;
    private readonly ModelPackage _package = ModelFactory.Package(ModelFactory.Linear(1, 6, 3));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_folder_that_was_written_is_read_again()
    {
        await ModelFolder.WriteAsync(_package, _folder, CancellationToken.None);
        var read = await ModelFolder.ReadAsync(_folder, _package.Manifest.Digest, CancellationToken.None);
        Assert.All(_package.Files, f => Assert.True(f.Value.Span.SequenceEqual(read.Files[f.Key].Span)));
        Assert.Equal(_package.Files.Count, read.Files.Count);
        using var model = OnnxModel.Open(read);
        Assert.Equal(3, model.Classes);
    }

    [Fact]
    public async Task Files_that_the_manifest_does_not_name_are_left_alone()
    {
        await ModelFolder.WriteAsync(_package, _folder, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(_folder, "notes.txt"), "mine");
        Assert.DoesNotContain("notes.txt", (await ModelFolder.ReadAsync(_folder, null, CancellationToken.None)).Files.Keys);
    }

    [Theory]
    [InlineData(ModelPackage.ModelFile)]
    [InlineData(ModelPackage.SchemaFile)]
    [InlineData(ModelPackage.CardFile)]
    [InlineData(ModelPackage.ManifestFile)]
    public async Task A_changed_file_is_refused(string name)
    {
        await ModelFolder.WriteAsync(_package, _folder, CancellationToken.None);
        var path = Path.Combine(_folder, name);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 0x04;
        await File.WriteAllBytesAsync(path, bytes);
        Assert.Equal(ErrorCodes.TamperedModel, await CodeAsync());
    }

    [Fact]
    public async Task A_missing_file_is_damage_and_a_folder_without_manifest_is_no_model()
    {
        Assert.Equal(ErrorCodes.UnknownModel, await CodeAsync());
        await ModelFolder.WriteAsync(_package, _folder, CancellationToken.None);
        File.Delete(Path.Combine(_folder, ModelPackage.ModelFile));
        Assert.Equal(ErrorCodes.DamagedModel, await CodeAsync());
    }

    [Fact]
    public async Task An_oversized_manifest_is_refused_before_it_is_read()
    {
        await using (var manifest = File.Create(Path.Combine(_folder, ModelPackage.ManifestFile)))
        {
            manifest.SetLength((long)PackageLimits.ManifestBytes * 4096);
        }

        Assert.Equal(ErrorCodes.DamagedModel, await CodeAsync());
    }

    private async Task<string> CodeAsync() =>
        (await Assert.ThrowsAsync<AffectException>(() => ModelFolder.ReadAsync(_folder, null, CancellationToken.None))).Code;
}
