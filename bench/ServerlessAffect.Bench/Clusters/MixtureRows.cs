using ServerlessAffect.Learning;

namespace ServerlessAffect.Bench.Clusters;

/// <summary>10,000 made-up rows of 43 columns, as the exploration of an archive has them: nine in ten out of twelve groups of different width, the others anywhere.</summary>
internal static class MixtureRows
{
    public const int Rows = 10_000;
    public const int Columns = 43;
    private const int Groups = 12;

    public static DenseMatrix Make()
    {
        var random = new Random(20261128);
        var centers = Enumerable.Range(0, Groups * Columns).Select(_ => Normal(random) * 2).ToArray();
        var x = new DenseMatrix(Rows, Columns);
        for (var i = 0; i < Rows; i++)
        {
            var group = i % 10 == 9 ? -1 : random.Next(Groups);
            for (var j = 0; j < Columns; j++)
            {
                x[i, j] = group < 0 ? (random.NextDouble() - 0.5) * 14 : centers[(group * Columns) + j] + (Normal(random) * (0.7 + (0.05 * group)));
            }
        }

        return x;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
