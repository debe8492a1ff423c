using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Inference.Tests.Packages;

public sealed class ManifestFileTests
{
    private static readonly ModelManifest Manifest = ModelFactory.Package(ModelFactory.Linear(1, 6, 3)).Manifest;

    [Fact]
    public void What_is_written_is_read_again()
    {
        var read = ManifestFile.Read(ManifestFile.Write(Manifest));
        Assert.Equal(ManifestFile.Write(Manifest), ManifestFile.Write(read));
        Assert.Equal(Manifest.Created, read.Created);
        Assert.Equal(Manifest.Digest, read.Digest);
    }

    [Fact]
    public void The_digest_is_that_of_the_bytes_with_its_digits_zeroed()
    {
        var text = Encoding.UTF8.GetString(ManifestFile.Write(Manifest));
        var zeroed = text.Replace(Manifest.Digest.Value, new string('0', 64), StringComparison.Ordinal);
        Assert.Equal(Manifest.Digest, ContentHash.Compute(Encoding.UTF8.GetBytes(zeroed)));
    }

    [Fact]
    public void The_version_is_the_date_and_the_start_of_the_models_digest() =>
        Assert.Equal("20260304-" + Manifest.Files[ModelPackage.ModelFile].Value[..8], Manifest.Version);

    [Theory]
    [InlineData("../model.onnx")]
    [InlineData("a/b.bin")]
    [InlineData("a\\b.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("c:evil")]
    [InlineData("a..b")]
    [InlineData("Model.onnx")]
    [InlineData("dot.")]
    [InlineData("")]
    [InlineData("manifest.json")]
    [InlineData("new\nline")]
    public void File_names_with_tricks_are_refused(string name) =>
        Refused(Manifest with { Files = new Dictionary<string, ContentHash>(Manifest.Files) { [name] = default } });

    [Fact]
    public void Manifests_that_break_a_rule_are_refused()
    {
        Refused(Manifest with { Format = 2 });
        Refused(Manifest with { Name = "Tweet Topic" });
        Refused(Manifest with { Name = "../x" });
        Refused(Manifest with { Version = "20260304-00000000" });
        Refused(Manifest with { Version = "2026x304" + Manifest.Version[8..] });
        Refused(Manifest with { Classes = ["one"] });
        Refused(Manifest with { Classes = ["a", "a"] });
        Refused(Manifest with { Classes = ["a", " "] });
        Refused(Manifest with { Classes = [.. Enumerable.Range(0, 1001).Select(i => $"{i}")] });
        Refused(Manifest with { Calibration = Manifest.Calibration with { Temperature = 0 } });
        Refused(Manifest with { Calibration = Manifest.Calibration with { UnsureBelow = 1.5 } });
        Refused(Manifest with { Files = new Dictionary<string, ContentHash> { [ModelPackage.ModelFile] = Manifest.Files[ModelPackage.ModelFile] } });
        Refused(Manifest with { Files = Enumerable.Range(0, 70).ToDictionary(i => $"f{i}", _ => default(ContentHash)) });
    }

    [Theory]
    [InlineData("\"seed\"", "\"unknown\": 1, \"seed\"")]
    [InlineData("\"seed\"", "\"seed\": 1, \"seed\"")]
    [InlineData("\"seed\"", "\"Seed\"")]
    [InlineData("\"notice\"", "\"nothing\"")]
    [InlineData("\"format\": 1", "\"format\": \"1\"")]
    [InlineData("\"modality\": \"text\"", "\"modality\": 0")]
    [InlineData("\"notice\": \"An invented model.\"", "\"notice\": null")]
    public void Json_of_another_form_is_refused_even_with_a_right_digest(string part, string replacement)
    {
        var text = Encoding.UTF8.GetString(ManifestFile.Write(Manifest));
        Assert.Contains(part, text, StringComparison.Ordinal);
        var zeroed = text.Replace(part, replacement, StringComparison.Ordinal).Replace(Manifest.Digest.Value, new string('0', 64), StringComparison.Ordinal);
        var digest = ContentHash.Compute(Encoding.UTF8.GetBytes(zeroed));
        var at = zeroed.LastIndexOf(new string('0', 64), StringComparison.Ordinal);
        var forged = Encoding.UTF8.GetBytes(zeroed[..at] + digest.Value + zeroed[(at + 64)..]);
        Assert.Equal(ErrorCodes.DamagedModel, Assert.Throws<AffectException>(() => ManifestFile.Read(forged)).Code);
    }

    [Fact]
    public void A_manifest_beyond_its_limit_is_refused_unread() =>
        Assert.Equal(ErrorCodes.TamperedModel, Assert.Throws<AffectException>(() => ManifestFile.Read(new byte[PackageLimits.ManifestBytes + 1])).Code);

    [Fact]
    public void Any_bytes_give_a_typed_fault_and_nothing_else()
    {
        var written = ManifestFile.Write(Manifest);
        var mutations = from cuts in Gen.Choose(0, written.Length)
                        from noise in ArbMap.Default.GeneratorFor<byte[]>()
                        select (byte[])[.. written[..cuts], .. noise];
        var bytes = Gen.OneOf(ArbMap.Default.GeneratorFor<byte[]>(), mutations);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(500)), Prop.ForAll(bytes.ToArbitrary(), candidate =>
            candidate.AsSpan().SequenceEqual(written)
            || Assert.Throws<AffectException>(() => ManifestFile.Read(candidate)).Code == ErrorCodes.TamperedModel));
    }

    private static void Refused(ModelManifest manifest) =>
        Assert.Equal(ErrorCodes.DamagedModel, Assert.Throws<AffectException>(() => ManifestFile.Write(manifest)).Code);
}
