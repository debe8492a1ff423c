using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Inference.Tests.Packages;

/// <summary>Whatever stands under <c>models/</c> of the repository is whole, small and runs.</summary>
public sealed class PublishedModelTests
{
    private const int LargestFolder = 6_000_000;

    public static TheoryData<string> Folders => [.. Directory.EnumerateFiles(Path.Combine(SharedFiles.RepositoryRoot, "models"), ModelPackage.ManifestFile, SearchOption.AllDirectories)
        .Select(manifest => Path.GetRelativePath(SharedFiles.RepositoryRoot, Path.GetDirectoryName(manifest)!))];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task A_published_model_is_whole_and_scores(string folder)
    {
        var package = await ReadAsync(folder);
        Assert.InRange(package.Files.Sum(f => (long)f.Value.Length), 1, LargestFolder);
        Assert.False(string.IsNullOrWhiteSpace(package.Manifest.Terms) || string.IsNullOrWhiteSpace(package.Manifest.Notice));

        var probabilities = package.Manifest.Modality is Modality.Text ? OfTerms(package) : OfWindows(package);
        for (var row = 0; row < probabilities.Rows; row++)
        {
            var sum = 0.0;
            foreach (var probability in probabilities.Row(row))
            {
                sum += probability;
            }

            Assert.Equal(1, sum, 1e-5);
        }
    }

    private static ProbabilityMatrix OfTerms(ModelPackage package)
    {
        using var model = OnnxModel.Open(package);
        return model.PredictProba(SparseRows.Random(1, 20, model.Columns, 300));
    }

    private static ProbabilityMatrix OfWindows(ModelPackage package)
    {
        using var model = DenseModel.Open(package);
        using var rows = new DenseRows(model.Columns);
        var random = new Random(1);
        rows.Append([.. Enumerable.Range(0, 3 * model.Columns).Select(_ => (float)((200 * random.NextDouble()) - 100))]);
        return model.PredictProba(rows);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task A_flipped_bit_anywhere_in_a_published_model_is_refused(string folder)
    {
        var package = await ReadAsync(folder);
        var files = package.Files.Where(f => f.Key != ModelPackage.ManifestFile).ToDictionary();
        var random = new Random(1);
        foreach (var name in files.Keys.ToArray())
        {
            var original = files[name];
            for (var trial = 0; trial < 3; trial++)
            {
                var changed = original.ToArray();
                changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
                files[name] = changed;
                var fault = Assert.Throws<AffectException>(() => ModelPackageVerifier.Verify(package.Files[ModelPackage.ManifestFile], files));
                Assert.Equal(ErrorCodes.TamperedModel, fault.Code);
            }

            files[name] = original;
        }
    }

    private static Task<ModelPackage> ReadAsync(string folder) =>
        ModelFolder.ReadAsync(Path.Combine(SharedFiles.RepositoryRoot, folder), null, CancellationToken.None);
}
