using System.Collections.Concurrent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Features.Audio.Functionals;

/// <summary>Functionals for emotion in speech: statistics of low-level descriptors over the sounding part of a window, one row a window (docs/features-audio.md).</summary>
/// <remarks>Deterministic. A window's silent ends are left out by its own loudness; levels are kept as recorded. Working memory is reused between calls.</remarks>
public sealed class FunctionalsExtractor : IAudioExtractor
{
    private const int Version = 1;
    private readonly ConcurrentBag<FunctionalsWorkspace> _idle = [];
    private readonly FunctionalsParameters _parameters;

    private FunctionalsExtractor(FeatureSchema schema, FunctionalsParameters parameters) => (Schema, _parameters) = (schema, parameters);

    public FeatureSchema Schema { get; }

    public int SampleRate => _parameters.SampleRate;

    public int Columns => FunctionalsCatalogue.Columns.Count;

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRecipe"/>: parameters that cannot be.</exception>
    public static FunctionalsExtractor Create(FeatureSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new FunctionalsExtractor(schema, FunctionalsParameters.Parse(schema.Parameters));
    }

    /// <summary>The schema of the given parameters.</summary>
    public static FeatureSchema SchemaOf(string name, FunctionalsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new FeatureSchema
        {
            Name = name,
            Version = Version,
            Modality = Modality.Audio,
            Parameters = parameters.ToJson(),
            Axes = [new FeatureAxis("window", -1), new FeatureAxis("functional", FunctionalsCatalogue.Columns.Count)],
        };
    }

    public void Extract(ReadOnlySpan<float> samples, Span<float> row)
    {
        if (row.Length != Columns)
        {
            throw new ArgumentException($"Expected room for {Columns} functionals, got {row.Length}.", nameof(row));
        }

        var workspace = _idle.TryTake(out var idle) ? idle : new FunctionalsWorkspace(_parameters);
        workspace.Extract(samples, row);
        _idle.Add(workspace);
    }
}
