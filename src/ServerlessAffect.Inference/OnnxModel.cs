using System.Buffers;
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

/// <summary>A model ready to score sparse rows. Keep one per model version and process (<see cref="Caching.ModelCache{TModel}"/> does); opening one takes milliseconds, a row microseconds.</summary>
/// <remarks>Safe for concurrent use: each call runs on the caller's thread with buffers of its own. Disposing it while calls run is safe; they finish first.</remarks>
public sealed class OnnxModel : IDisposable
{
    private readonly SparseSession _session;

    private OnnxModel(ModelPackage package, SparseSession session)
    {
        (Manifest, Schema, _session) = (package.Manifest, package.Schema, session);
        Identity = ModelIdentity.Of(package.Manifest);
    }

    public ModelManifest Manifest { get; }

    public FeatureSchema Schema { get; }

    public ModelIdentity Identity { get; }

    /// <summary>Number of classes: the width of every answer.</summary>
    public int Classes => _session.Classes;

    /// <summary>Number of columns that a row of features may have entries in.</summary>
    public int Columns => _session.Columns;

    /// <summary>Opens a package. The graph's digest is taken once more, whoever made the package: nothing else may reach native code.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.TamperedModel"/>: the graph is not the one that the manifest names;
    /// <see cref="ErrorCodes.DamagedModel"/>: it does not fit the manifest and the schema;
    /// <see cref="ErrorCodes.UnsupportedModality"/>: not a model of sparse rows.</exception>
    public static OnnxModel Open(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (package.Schema.Axes is not [.., { Size: > 0 } columns])
        {
            throw new AffectException(
                ErrorCodes.UnsupportedModality,
                $"The model {package.Manifest.Name}@{package.Manifest.Version} has features without a fixed number of columns; this version scores rows of terms only.");
        }

        var graph = package.Files[ModelPackage.ModelFile].ToArray();
        return ContentHash.Compute(graph) == package.Manifest.Files[ModelPackage.ModelFile]
            ? new OnnxModel(package, new SparseSession(graph, columns.Size, package.Manifest.Classes.Count))
            : throw ModelFaults.Tampered($"{ModelPackage.ModelFile} does not have the digest that the manifest states");
    }

    /// <summary>Scores every row.</summary>
    /// <param name="features">[rows, <see cref="Columns"/>]; rows may be empty.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.SchemaMismatch"/>: another number of columns;
    /// <see cref="ErrorCodes.DamagedFeatures"/>: a value that is not finite, or so large that no probability results.</exception>
    /// <exception cref="OperationCanceledException">Looked for every 16 rows.</exception>
    public ProbabilityMatrix PredictProba(CsrMatrix features, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Columns != Columns)
        {
            throw new AffectException(
                ErrorCodes.SchemaMismatch,
                $"The model {Manifest.Name}@{Manifest.Version} expects rows of {Columns} columns; got {features.Columns}. Extract the features again with the model's schema.");
        }

        var probabilities = new float[checked(features.Rows * Classes)];
        var order = ArrayPool<int>.Shared.Rent(features.Rows);
        var slot = _session.Rent();
        try
        {
            OrderByLength(features, order.AsSpan(0, features.Rows));
            for (var done = 0; done < features.Rows;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                done += RunSome(slot, features, order.AsSpan(done, features.Rows - done), probabilities);
            }
        }
        finally
        {
            _session.Return(slot);
            ArrayPool<int>.Shared.Return(order);
        }

        return new ProbabilityMatrix(features.Rows, Classes, probabilities);
    }

    /// <summary>Scores one row without allocating.</summary>
    /// <param name="indices">Columns, each in [0, <see cref="Columns"/>).</param>
    /// <param name="values">As many values.</param>
    /// <param name="probabilities">[<see cref="Classes"/>], overwritten.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedFeatures"/>: a column outside the model's, a value that is not finite.</exception>
    public void PredictProba(ReadOnlySpan<int> indices, ReadOnlySpan<double> values, Span<float> probabilities)
    {
        if (indices.Length != values.Length || indices.Length > Columns || probabilities.Length != Classes)
        {
            throw new ArgumentException(
                $"Expected as many values as columns, at most {Columns}, and room for {Classes} probabilities; got {values.Length}, {indices.Length} and {probabilities.Length}.");
        }

        var slot = _session.Rent();
        try
        {
            slot.Begin(1, indices.Length);
            Set(slot, 0, indices, values);
            Run(slot, 1).CopyTo(probabilities);
        }
        finally
        {
            _session.Return(slot);
        }
    }

    public void Dispose() => _session.Dispose();

    /// <summary>Runs as many of the next rows as fit one batch and returns how many those were.</summary>
    private int RunSome(RunSlot slot, CsrMatrix features, ReadOnlySpan<int> next, float[] probabilities)
    {
        var count = Math.Min(next.Length, RunSlot.BatchRows);
        var longest = features.RowIndices(next[count - 1]).Length;
        if (longest > RunSlot.BatchWidth)
        {
            (count, longest) = (1, features.RowIndices(next[0]).Length);
        }

        slot.Begin(count, longest);
        for (var i = 0; i < count; i++)
        {
            Set(slot, i, features.RowIndices(next[i]), features.RowValues(next[i]));
        }

        var answers = Run(slot, count);
        for (var i = 0; i < count; i++)
        {
            answers.Slice(i * Classes, Classes).CopyTo(probabilities.AsSpan(next[i] * Classes, Classes));
        }

        return count;
    }

    private void Set(RunSlot slot, int row, ReadOnlySpan<int> indices, ReadOnlySpan<double> values)
    {
        if (!slot.TrySetRow(row, indices, values))
        {
            throw new AffectException(
                ErrorCodes.DamagedFeatures,
                $"A row of features has a column outside [0, {Columns}) or a value that is not a finite number; extract the features again.");
        }
    }

    private ReadOnlySpan<float> Run(RunSlot slot, int rows)
    {
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

    /// <summary>Rows of like length beside each other waste the least on padding.</summary>
    private static void OrderByLength(CsrMatrix features, Span<int> order)
    {
        var lengths = ArrayPool<int>.Shared.Rent(order.Length);
        for (var row = 0; row < order.Length; row++)
        {
            (order[row], lengths[row]) = (row, features.RowIndices(row).Length);
        }

        lengths.AsSpan(0, order.Length).Sort(order);
        ArrayPool<int>.Shared.Return(lengths);
    }
}
