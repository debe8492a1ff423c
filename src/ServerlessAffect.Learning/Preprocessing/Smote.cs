using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Preprocessing;

/// <summary>Synthetic minority over-sampling (Chawla et al. 2002), imbalanced-learn's <c>SMOTE</c>: brings every class to the size of the largest.</summary>
/// <remarks>A new row is x_i + t (x_j - x_i) with t uniform in [0, 1), x_j being one of the nearest rows of the same class. For the training part alone: a row made from a
/// test row carries it into the fit.</remarks>
public sealed class Smote
{
    /// <summary>Neighbours to choose from; every class that grows needs more rows than that.</summary>
    public int Neighbours { get; init; } = 5;

    public int RandomState { get; init; }

    /// <param name="x">[rows, columns].</param>
    /// <param name="y">[rows], class indices.</param>
    /// <param name="cancellationToken">Looked at before every row.</param>
    /// <returns>The rows as they were, then the new ones, class by class.</returns>
    public (DenseMatrix X, int[] Y) FitResample(DenseMatrix x, int[] y, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var members = Enumerable.Range(0, y.Length).GroupBy(i => y[i]).OrderBy(g => g.Key).Select(g => (Class: g.Key, Rows: g.ToArray())).ToArray();
        var target = members.Max(m => m.Rows.Length);
        var random = new SeededRandom(RandomState);
        var (values, labels) = (new List<double>(x.Values), new List<int>(y));
        foreach (var (label, rows) in members)
        {
            if (rows.Length < target && rows.Length <= Neighbours)
            {
                throw new AffectException(ErrorCodes.InvalidData, $"Expected more than {Neighbours} rows of every class to over-sample; class {label} has {rows.Length}. Ask for fewer neighbours or add data.");
            }

            var nearest = new int[]?[rows.Length];
            for (var made = rows.Length; made < target; made++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var from = random.Next(rows.Length);
                nearest[from] ??= Nearest(x, rows, from);
                var (a, b) = (rows[from], nearest[from]![random.Next(Neighbours)]);
                var t = random.NextDouble();
                for (var j = 0; j < x.Columns; j++)
                {
                    values.Add(x[a, j] + (t * (x[b, j] - x[a, j])));
                }

                labels.Add(label);
            }
        }

        return (new DenseMatrix(labels.Count, x.Columns, [.. values]), [.. labels]);
    }

    private int[] Nearest(DenseMatrix x, int[] rows, int from)
    {
        var distances = Array.ConvertAll(rows, row => row == rows[from] ? -1 : TensorPrimitives.Distance<double>(x.Row(rows[from]), x.Row(row)));
        var order = (int[])rows.Clone();
        Array.Sort(distances, order);
        return order[1..(Neighbours + 1)];
    }
}
