using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Cluster;

/// <summary>Agglomerative clustering by its definition: all pairs of clusters are compared before every merge.</summary>
internal static class GreedyMerges
{
    internal static List<Merge> Of(DenseMatrix x, Linkage linkage, AgglomerativeMetric metric)
    {
        var clusters = Enumerable.Range(0, x.Rows).ToDictionary(i => i, i => new[] { i });
        var merges = new List<Merge>();
        while (clusters.Count > 1)
        {
            var (a, b) = clusters.Keys.SelectMany(i => clusters.Keys.Where(j => j > i).Select(j => (i, j))).MinBy(p => Far(x, clusters[p.i], clusters[p.j], linkage, metric));
            var union = new Merge(a, b, Far(x, clusters[a], clusters[b], linkage, metric), clusters[a].Length + clusters[b].Length);
            clusters[x.Rows + merges.Count] = [.. clusters[a], .. clusters[b]];
            clusters.Remove(a);
            clusters.Remove(b);
            merges.Add(union);
        }

        return merges;
    }

    private static double Far(DenseMatrix x, int[] a, int[] b, Linkage linkage, AgglomerativeMetric metric)
    {
        var pairs = a.SelectMany(i => b.Select(j => Far(x, i, j, metric)));
        return linkage switch
        {
            Linkage.Single => pairs.Min(),
            Linkage.Complete => pairs.Max(),
            Linkage.Average => pairs.Average(),
            _ => Math.Sqrt(2.0 * a.Length * b.Length / (a.Length + b.Length) * Enumerable.Range(0, x.Columns).Sum(j => Math.Pow(a.Average(i => x[i, j]) - b.Average(i => x[i, j]), 2))),
        };
    }

    private static double Far(DenseMatrix x, int i, int j, AgglomerativeMetric metric)
    {
        double Product(int a, int b) => Enumerable.Range(0, x.Columns).Sum(c => x[a, c] * x[b, c]);
        return metric == AgglomerativeMetric.Cosine
            ? 1 - (Product(i, j) / Math.Sqrt(Product(i, i) * Product(j, j)))
            : Math.Sqrt(Enumerable.Range(0, x.Columns).Sum(c => (x[i, c] - x[j, c]) * (x[i, c] - x[j, c])));
    }
}
