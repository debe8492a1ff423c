using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Learning;

/// <summary>Rows of features for the linear learners, sparse or dense; <see cref="CsrMatrix"/> and <see cref="DenseMatrix"/> convert to it without a copy.</summary>
/// <remarks>
/// Weights are feature-major, [columns, classes], so that one feature of one row meets the weights of all classes side by side in memory.
/// Instances are immutable and may be shared between threads as long as nobody writes to the arrays beneath.
/// </remarks>
public abstract class FeatureMatrix
{
    private protected FeatureMatrix(int rows, int columns) => (Rows, Columns) = (rows, columns);

    public int Rows { get; }

    public int Columns { get; }

    public static implicit operator FeatureMatrix(CsrMatrix matrix) => From(matrix);

    public static implicit operator FeatureMatrix(DenseMatrix matrix) => From(matrix);

    public static FeatureMatrix From(CsrMatrix matrix) => new SparseFeatureMatrix(matrix);

    public static FeatureMatrix From(DenseMatrix matrix) => new DenseFeatureMatrix(matrix);

    /// <summary>A new matrix of the named rows, in the order given; a row may come more than once.</summary>
    public abstract FeatureMatrix TakeRows(ReadOnlySpan<int> rows);

    /// <summary>Every stored value is a finite number.</summary>
    internal abstract bool IsFinite();

    internal abstract bool HasNegative();

    /// <summary>scores += x[row] · W; the length of <paramref name="scores"/> is the number of classes.</summary>
    internal abstract void AddScores(int row, ReadOnlySpan<double> weights, Span<double> scores);

    /// <summary>W += x[row]ᵀ ⊗ step, each element times that of <paramref name="scale"/> ([columns, classes]; empty means ones).</summary>
    internal abstract void AddOuter(int row, ReadOnlySpan<double> step, Span<double> weights, ReadOnlySpan<double> scale);

    /// <summary>norms[c] += Σ_j x[row, j]² scale[j, c]; an empty scale means ones.</summary>
    internal abstract void AddSquaredNorms(int row, Span<double> norms, ReadOnlySpan<double> scale);

    /// <summary>gradient[j] = Σ_i x[i, j] residuals[i] for columns first .. first + count - 1; residuals [rows, classes], gradient [columns, classes].</summary>
    internal abstract void TransposeMultiply(ReadOnlySpan<double> residuals, int classes, Span<double> gradient, int first, int count);

    /// <summary>Builds once what <see cref="TransposeMultiply"/> needs, so that threads do not wait for each other inside it.</summary>
    internal abstract void PrepareColumns();
}
