using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Exports;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Pipeline.Tests.World;

/// <summary>Models of recordings whose classes are <c>soft</c> and <c>loud</c>: loud above -20 dB of full scale.</summary>
internal sealed class SmallScorers : IRecordingScorers
{
    private readonly ConcurrentDictionary<string, RecordingScorer> _loaded = new();

    /// <param name="standardise">By speaker: loud is above what is usual for him, whatever that is.</param>
    /// <param name="schemaName">Null: the name and <c>-features</c>.</param>
    public static ModelPackage Package(string name, Standardising standardise = Standardising.None, string? schemaName = null)
    {
        var extractor = SmallExtractor.Create(schemaName ?? name + "-features", new JsonObject { ["kind"] = "small" });

        // The first feature is the logarithm of the power; -20 dB is a power of a hundredth.
        var linear = new LinearModel(["soft", "loud"], 4, [-2, 2, 0, 0, 0, 0, 0, 0], standardise is Standardising.None ? [-2 * 4.6, 2 * 4.6] : [0, 0]);
        var draft = TestModels.Package(name, "draft", extractor.Schema).Manifest with
        {
            Classes = linear.Classes,
            Modality = Modality.Audio,
            Standardise = standardise,
            Created = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Snapshot = ContentHash.Compute("nothing"u8),
        };
        return ModelPackageWriter.Create(draft, extractor.Schema, new Dictionary<string, ReadOnlyMemory<byte>> { [ModelPackage.ModelFile] = DenseLinearExport.Export(linear, name) });
    }

    public void Add(ModelPackage package) =>
        _loaded[package.Manifest.Name] = RecordingScorer.Open(package, schema => SmallExtractor.Create(schema.Name, schema.Parameters));

    public ValueTask<RentedRecordingScorer> RentAsync(ModelRelease release, CancellationToken cancellationToken) =>
        new(new RentedRecordingScorer(_loaded[release.Model], null));
}
