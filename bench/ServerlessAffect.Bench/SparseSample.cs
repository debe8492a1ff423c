using System.Text.Json.Nodes;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Bench;

/// <summary>An invented model and rows as tweets have them: about 300 terms each, the common ones far more often than the rare ones.</summary>
internal static class SparseSample
{
    private const int Seed = 20260301;

    public static LinearModel Model(int columns, int classes)
    {
        var random = new Random(Seed);
        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
        return new LinearModel([.. Enumerable.Range(0, classes).Select(c => $"class {c}")], columns, Numbers(columns * classes), Numbers(classes), temperature: 1.3);
    }

    public static CsrMatrix Rows(int rows, int columns)
    {
        var random = new Random(Seed + 1);
        var indPtr = new int[rows + 1];
        List<int> indices = [];
        for (var row = 0; row < rows; row++)
        {
            var terms = new SortedSet<int>();
            var count = 60 + random.Next(240) + random.Next(240);
            while (terms.Count < count)
            {
                terms.Add((int)(columns * Math.Pow(random.NextDouble(), 3)));
            }

            indices.AddRange(terms);
            indPtr[row + 1] = indices.Count;
        }

        return new CsrMatrix(rows, columns, indPtr, [.. indices], [.. indices.Select(_ => random.NextDouble() * 0.1)]);
    }

    public static CsrMatrix Take(CsrMatrix rows, int count)
    {
        var entries = rows.IndPtr[count];
        return new CsrMatrix(count, rows.Columns, rows.IndPtr[..(count + 1)], rows.Indices[..entries], rows.Values[..entries]);
    }

    public static ModelPackage Package(LinearModel model, WeightPrecision precision)
    {
        var draft = new ModelManifest
        {
            Format = ModelManifest.CurrentFormat,
            Name = "invented",
            Version = "",
            Modality = Modality.Text,
            Classes = model.Classes,
            SchemaHash = default,
            Calibration = new ModelCalibration("temperature", model.Temperature, 0.5),
            Metrics = new Dictionary<string, MetricEstimate>(),
            Protocol = "none",
            Recipe = "none",
            RecipeHash = default,
            Snapshot = default,
            Seed = Seed,
            CodeVersion = "none",
            Created = DateTimeOffset.UnixEpoch,
            Terms = "none",
            Notice = "An invented model.",
            Files = new Dictionary<string, ContentHash>(),
            Digest = default,
        };
        var schema = new FeatureSchema
        {
            Name = "invented-terms",
            Version = 1,
            Modality = Modality.Text,
            Parameters = new JsonObject(),
            Axes = [new FeatureAxis("row", -1), new FeatureAxis("term", model.Features)],
        };
        return ModelPackageWriter.Create(draft, schema, new Dictionary<string, ReadOnlyMemory<byte>> { [ModelPackage.ModelFile] = SparseLinearExport.Export(model, draft.Name, precision) });
    }
}
