using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Turns the counts of a row into weights. The one place where that is done, in training and in serving.</summary>
internal sealed class TermWeighting
{
    private const int Tabled = 256;
    private static readonly double[] Sublinear = [.. Enumerable.Range(0, Tabled).Select(c => c == 0 ? 0 : 1 + Math.Log(c))];

    private readonly bool _binary;
    private readonly TfidfOptions? _options;
    private readonly double[]? _idf;
    private readonly double _scale;

    /// <param name="binary">Counts above 1 become 1.</param>
    /// <param name="options">Null: counts as they are.</param>
    /// <param name="documentFrequencies">[columns].</param>
    /// <param name="texts">How many texts the frequencies were counted in.</param>
    /// <param name="scale">What every weight is multiplied by in the end.</param>
    public TermWeighting(bool binary, TfidfOptions? options, ReadOnlySpan<int> documentFrequencies, int texts, double scale = 1)
    {
        (_binary, _options, _scale) = (binary, options, scale);
        if (options is { UseIdf: true })
        {
            var extra = options.SmoothIdf ? 1.0 : 0.0;
            _idf = new double[documentFrequencies.Length];
            for (var column = 0; column < _idf.Length; column++)
            {
                _idf[column] = Math.Log((texts + extra) / (documentFrequencies[column] + extra)) + 1;
            }
        }
    }

    /// <summary>[columns]; empty where weights do not depend on it.</summary>
    public IReadOnlyList<double> Idf => _idf ?? [];

    /// <param name="entries">Of the row, by column.</param>
    /// <param name="weights">Receives the weights.</param>
    public void Weigh(ReadOnlySpan<ColumnCount> entries, Span<double> weights)
    {
        Count(entries, weights);
        if (_idf is { } idf)
        {
            for (var i = 0; i < entries.Length; i++)
            {
                weights[i] *= idf[entries[i].Column];
            }
        }

        var norm = Norm(weights);
        if (norm > 0 || _scale != 1)
        {
            TensorPrimitives.Multiply(weights, norm > 0 ? _scale / norm : _scale, weights);
        }
    }

    private void Count(ReadOnlySpan<ColumnCount> entries, Span<double> weights)
    {
        if (_binary)
        {
            weights.Fill(1);
            return;
        }

        var sublinear = _options is { SublinearTf: true };
        for (var i = 0; i < entries.Length; i++)
        {
            var count = entries[i].Count;
            weights[i] = !sublinear ? count : count < Tabled ? Sublinear[count] : 1 + Math.Log(count);
        }
    }

    private double Norm(ReadOnlySpan<double> weights) => weights.IsEmpty ? 0 : _options?.Norm switch
    {
        TermNorm.L2 => FixedOrder.Norm(weights),
        TermNorm.L1 => FixedOrder.Sum(weights), // Weights are never negative.
        _ => 0,
    };
}
