using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.Preprocessing;

/// <summary>Fits a <see cref="StandardScaler"/> on rows that come in parts and are not kept: scikit-learn's <c>StandardScaler.partial_fit</c>.</summary>
/// <remarks>Sums are of the differences to the first row, so that nothing is lost of columns whose mean is far from 0. The order of the rows matters to the last digits only.</remarks>
/// <param name="columns">Length of a row, from 1.</param>
public sealed class PartialStandardScaler(int columns)
{
    private readonly double[] _first = new double[columns];
    private readonly double[] _sum = new double[columns];
    private readonly double[] _squares = new double[columns];
    private readonly double[] _row = new double[columns];

    /// <summary>Rows that were added.</summary>
    public int Rows { get; private set; }

    /// <param name="row">[columns].</param>
    public void Add(ReadOnlySpan<float> row)
    {
        if (row.Length != columns)
        {
            throw new ArgumentException($"Expected a row of {columns} numbers; got {row.Length}.", nameof(row));
        }

        TensorPrimitives.ConvertTruncating(row, _row);
        if (Rows++ == 0)
        {
            _row.CopyTo(_first.AsSpan());
        }

        TensorPrimitives.Subtract(_row, _first, _row);
        TensorPrimitives.Add(_sum, _row, _sum);
        TensorPrimitives.MultiplyAdd(_row, _row, _squares, _squares);
    }

    /// <summary>Of the rows so far; more may follow.</summary>
    /// <exception cref="InvalidOperationException">No row was added.</exception>
    public StandardScaler ToScaler()
    {
        if (Rows == 0)
        {
            throw new InvalidOperationException("Expected one row at least to fit a scaler.");
        }

        var (mean, variance) = (new double[columns], new double[columns]);
        for (var j = 0; j < columns; j++)
        {
            var offset = _sum[j] / Rows;
            mean[j] = _first[j] + offset;
            variance[j] = Math.Max(0, (_squares[j] / Rows) - (offset * offset));
        }

        return StandardScaler.Of(mean, variance, Rows);
    }
}
