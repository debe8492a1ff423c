using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Inference.Sessions;

namespace ServerlessAffect.Inference;

/// <summary>A model ready to score dense rows: the windows of a recording. As <see cref="OnnxModel"/> is for sparse rows; keep one per model version and process.</summary>
/// <remarks>Safe for concurrent use: each call runs on the caller's thread with buffers of its own. Disposing it while calls run is safe; they finish first.</remarks>
public sealed class DenseModel : IDisposable
{
    private readonly DenseSession _session;

    private DenseModel(ModelPackage package, DenseSession session)
    {
        (Manifest, Schema, _session) = (package.Manifest, package.Schema, session);
        Identity = ModelIdentity.Of(package.Manifest);
    }

    public ModelManifest Manifest { get; }

    public FeatureSchema Schema { get; }

    public ModelIdentity Identity { get; }

    /// <summary>Number of classes: the width of every answer.</summary>
    public int Classes => _session.Classes;

    /// <summary>Length of a row of features.</summary>
    public int Columns => _session.Columns;

    /// <summary>Opens a package. The graph's digest is taken once more, whoever made the package: nothing else may reach native code.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.TamperedModel"/>: the graph is not the one that the manifest names;
    /// <see cref="ErrorCodes.DamagedModel"/>: it does not fit the manifest and the schema;
    /// <see cref="ErrorCodes.UnsupportedModality"/>: not a model of dense rows.</exception>
    public static DenseModel Open(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (package.Schema.Axes is not [.., { Size: > 0 } columns])
        {
            throw new AffectException(
                ErrorCodes.UnsupportedModality, $"The model {package.Manifest.Name}@{package.Manifest.Version} has features without a fixed number of columns; windows have as many each.");
        }

        var graph = package.Files[ModelPackage.ModelFile].ToArray();
        return ContentHash.Compute(graph) == package.Manifest.Files[ModelPackage.ModelFile]
            ? new DenseModel(package, new DenseSession(graph, columns.Size, package.Manifest.Classes.Count))
            : throw ModelFaults.Tampered($"{ModelPackage.ModelFile} does not have the digest that the manifest states");
    }

    /// <summary>Scores every row.</summary>
    /// <param name="features">[rows, <see cref="Columns"/>].</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.SchemaMismatch"/>: another number of columns;
    /// <see cref="ErrorCodes.DamagedFeatures"/>: a value that is not finite, or so large that no probability results.</exception>
    /// <exception cref="OperationCanceledException">Looked for every 16 rows.</exception>
    public ProbabilityMatrix PredictProba(DenseRows features, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Columns != Columns)
        {
            throw new AffectException(
                ErrorCodes.SchemaMismatch,
                $"The model {Manifest.Name}@{Manifest.Version} expects rows of {Columns} columns; got {features.Columns}. Extract the features again with the model's schema.");
        }

        var probabilities = new float[checked(features.Count * Classes)];
        var slot = _session.Rent();
        try
        {
            for (var done = 0; done < features.Count;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var count = Math.Min(DenseSlot.BatchRows, features.Count - done);
                features.Read(done, slot.Features(count));
                Run(slot, count).CopyTo(probabilities.AsSpan(done * Classes));
                done += count;
            }
        }
        finally
        {
            _session.Return(slot);
        }

        return new ProbabilityMatrix(features.Count, Classes, probabilities);
    }

    public void Dispose() => _session.Dispose();

    private ReadOnlySpan<float> Run(DenseSlot slot, int rows)
    {
        if (!TensorPrimitives.IsFiniteAll<float>(slot.Features(rows)))
        {
            throw new AffectException(ErrorCodes.DamagedFeatures, "A row of features has a value that is not a finite number; extract the features again.");
        }

        ReadOnlySpan<float> answers;
        try
        {
            answers = slot.Run(rows);
        }
        catch (OnnxRuntimeException exception)
        {
            throw ModelFaults.Damaged($"ONNX Runtime could not run {Manifest.Name}@{Manifest.Version}", exception);
        }

        return TensorPrimitives.IsFiniteAll(answers)
            ? answers
            : throw new AffectException(ErrorCodes.DamagedFeatures, "A row of features has values so large that no probability results; extract the features again.");
    }
}
