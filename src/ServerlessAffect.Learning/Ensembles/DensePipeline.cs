using System.Numerics.Tensors;
using ServerlessAffect.Learning.Preprocessing;

namespace ServerlessAffect.Learning.Ensembles;

/// <summary>A classifier behind what its rows go through first: some columns, standardised, cut at a limit. Every part was fitted on training rows.</summary>
public sealed class DensePipeline : IDenseClassifier
{
    /// <param name="features">Columns of the rows that come in.</param>
    /// <param name="columns">Those that are used, in this order; null means all.</param>
    /// <param name="scaler">Of the used columns; null where they are used as they are.</param>
    /// <param name="limit">Values are cut to -limit .. limit after scaling, so that no single wild column decides; above 0, infinity for no limit.</param>
    /// <param name="model">Of the used columns.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public DensePipeline(int features, int[]? columns, StandardScaler? scaler, double limit, IDenseClassifier model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var used = columns?.Length ?? features;
        if (model.Features != used || (scaler is not null && scaler.Columns != used) || Array.Exists(columns ?? [], c => (uint)c >= (uint)features) || !(limit > 0))
        {
            throw new ArgumentException(
                $"Expected columns below {features}, a scaler and a model of {used} columns and a limit above 0; got a model of {model.Features}, a scaler of {scaler?.Columns} and a limit of {limit}.");
        }

        (Features, Columns, Scaler, Limit, Model) = (features, columns, scaler, limit, model);
    }

    public IReadOnlyList<string> Classes => Model.Classes;

    public int Features { get; }

    public int[]? Columns { get; }

    public StandardScaler? Scaler { get; }

    public double Limit { get; }

    public IDenseClassifier Model { get; }

    /// <summary>The rows as the model sees them.</summary>
    public DenseMatrix Transform(DenseMatrix x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Columns != Features)
        {
            throw new ArgumentException($"The model has {Features} features; the rows have {x.Columns}. Use rows of the schema that the model was fitted on.", nameof(x));
        }

        var prepared = Columns is null ? x : x.TakeColumns(Columns);
        prepared = Scaler?.Transform(prepared) ?? prepared;
        if (double.IsPositiveInfinity(Limit))
        {
            return prepared;
        }

        var limited = new DenseMatrix(prepared.Rows, prepared.Columns);
        TensorPrimitives.Clamp<double>(prepared.Values, -Limit, Limit, limited.Values);
        return limited;
    }

    public double[] DecisionFunction(DenseMatrix x, CancellationToken cancellationToken = default) => Model.DecisionFunction(Transform(x), cancellationToken);

    public double[] PredictLogProba(DenseMatrix x, CancellationToken cancellationToken = default) => Model.PredictLogProba(Transform(x), cancellationToken);
}
