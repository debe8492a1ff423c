using System.Text;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference.Packages;

namespace ServerlessAffect.Inference.Tests.Packages;

public sealed class ModelPackageVerifierTests
{
    private static readonly ModelPackage Package = ModelFactory.Package(ModelFactory.Linear(1, 6, 3));

    [Fact]
    public void A_package_as_it_was_made_is_accepted()
    {
        var (manifest, files) = Bytes();
        var verified = ModelPackageVerifier.Verify(manifest, files, Package.Manifest.Digest);
        Assert.Equal(Package.Manifest.Digest, verified.Manifest.Digest);
        Assert.Equal(Package.Schema.Hash, verified.Schema.Hash);
        Assert.Equal(Package.Files.Keys.Order(), verified.Files.Keys.Order());
    }

    [Fact]
    public void Every_changed_byte_of_the_manifest_is_refused_as_tampering()
    {
        var (manifest, files) = Bytes();
        for (var at = 0; at < manifest.Length; at++)
        {
            foreach (var flip in new byte[] { 0x01, 0x20, 0x80 })
            {
                var changed = (byte[])manifest.Clone();
                changed[at] ^= flip;
                Assert.Equal(ErrorCodes.TamperedModel, Assert.Throws<AffectException>(() => ModelPackageVerifier.Verify(changed, files)).Code);
            }
        }
    }

    [Fact]
    public void Every_changed_byte_of_every_file_is_refused_as_tampering()
    {
        var (manifest, files) = Bytes();
        foreach (var name in files.Keys.ToArray())
        {
            var original = files[name];
            for (var at = 0; at < original.Length; at++)
            {
                var changed = original.ToArray();
                changed[at] ^= 0x01;
                files[name] = changed;
                Assert.Equal(ErrorCodes.TamperedModel, Assert.Throws<AffectException>(() => ModelPackageVerifier.Verify(manifest, files)).Code);
            }

            files[name] = original;
        }
    }

    [Fact]
    public void Bytes_added_or_cut_off_are_refused()
    {
        var (manifest, files) = Bytes();
        foreach (var changed in new[] { [.. manifest, (byte)'\n'], manifest[..^1], [(byte)' ', .. manifest] })
        {
            Assert.Equal(ErrorCodes.TamperedModel, Assert.Throws<AffectException>(() => ModelPackageVerifier.Verify(changed, files)).Code);
        }

        files[ModelPackage.ModelFile] = files[ModelPackage.ModelFile][..^1];
        Assert.Equal(ErrorCodes.TamperedModel, Assert.Throws<AffectException>(() => ModelPackageVerifier.Verify(manifest, files)).Code);
    }

    [Fact]
    public void A_manifest_written_anew_with_a_right_digest_is_refused_where_a_release_recorded_another()
    {
        var (_, files) = Bytes();
        var rewritten = ManifestFile.Write(Package.Manifest with { Terms = "anything goes" });
        Assert.Equal("anything goes", ModelPackageVerifier.Verify(rewritten, files).Manifest.Terms);
        Assert.Equal(ErrorCodes.TamperedModel, Assert.Throws<AffectException>(() => ModelPackageVerifier.Verify(rewritten, files, Package.Manifest.Digest)).Code);
    }

    [Fact]
    public void A_missing_file_and_a_file_too_many_are_refused()
    {
        var (manifest, files) = Bytes();
        files["extra.bin"] = new byte[] { 1 };
        Assert.Equal(ErrorCodes.TamperedModel, Assert.Throws<AffectException>(() => ModelPackageVerifier.Verify(manifest, files)).Code);
        files.Remove("extra.bin");
        files.Remove(ModelPackage.ModelFile);
        Assert.Equal(ErrorCodes.DamagedModel, Assert.Throws<AffectException>(() => ModelPackageVerifier.Verify(manifest, files)).Code);
    }

    [Fact]
    public void A_schema_that_is_not_the_models_is_refused()
    {
        var other = SchemaFile.Write(ModelFactory.Schema(7));
        var (_, files) = Bytes();
        files[ModelPackage.SchemaFile] = other;
        var hashes = new Dictionary<string, ContentHash>(Package.Manifest.Files) { [ModelPackage.SchemaFile] = ContentHash.Compute(other) };
        var manifest = ManifestFile.Write(Package.Manifest with { Files = hashes });
        Assert.Equal(ErrorCodes.SchemaMismatch, Assert.Throws<AffectException>(() => ModelPackageVerifier.Verify(manifest, files)).Code);
    }

    [Fact]
    public void A_graph_swapped_behind_the_verifier_is_refused_when_opened()
    {
        var swapped = new Dictionary<string, ReadOnlyMemory<byte>>(Package.Files);
        swapped[ModelPackage.ModelFile] = ModelFactory.Package(ModelFactory.Linear(2, 6, 3)).Files[ModelPackage.ModelFile];
        Assert.Equal(ErrorCodes.TamperedModel, Assert.Throws<AffectException>(() => OnnxModel.Open(Package with { Files = swapped })).Code);
    }

    [Fact]
    public void Bytes_that_are_no_model_never_reach_the_runtime_as_one()
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>> { [ModelPackage.ModelFile] = Encoding.UTF8.GetBytes("no graph") };
        var package = ModelPackageWriter.Create(ModelFactory.Draft(3), ModelFactory.Schema(6), files);
        Assert.Equal(ErrorCodes.DamagedModel, Assert.Throws<AffectException>(() => OnnxModel.Open(package)).Code);
    }

    [Theory]
    [InlineData(2, 6)]
    [InlineData(3, 5)]
    [InlineData(3, 7)]
    public void A_graph_of_other_sizes_than_its_manifest_and_schema_is_refused(int classes, int columns)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>> { [ModelPackage.ModelFile] = Package.Files[ModelPackage.ModelFile] };
        var package = ModelPackageWriter.Create(ModelFactory.Draft(classes), ModelFactory.Schema(columns), files);
        Assert.Equal(ErrorCodes.DamagedModel, Assert.Throws<AffectException>(() => OnnxModel.Open(package)).Code);
    }

    private static (byte[] Manifest, Dictionary<string, ReadOnlyMemory<byte>> Files) Bytes() =>
        (Package.Files[ModelPackage.ManifestFile].ToArray(), Package.Files.Where(f => f.Key != ModelPackage.ManifestFile).ToDictionary());
}
