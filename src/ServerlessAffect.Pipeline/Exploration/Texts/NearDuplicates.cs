using System.Numerics;
using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Pipeline.Exploration.Texts;

/// <summary>Texts of nearly the same words: candidates by MinHash and banding (Broder 1997), kept where the Jaccard similarity of their words and pairs of words says so.</summary>
internal static class NearDuplicates
{
    private const int Hashes = 64;
    private const int RowsOfBand = 4;
    private const double Similar = 0.7;
    private const int FewestTerms = 4;

    /// <summary>A text that is copied thousands of times would be compared with all of them.</summary>
    private const int MostOfBucket = 50;

    /// <param name="counts">[texts, terms].</param>
    /// <param name="cancellationToken">Looked at for every text.</param>
    /// <returns>Pairs of rows, the first before the second, with their similarity; the most similar first.</returns>
    public static IReadOnlyList<(int First, int Second, double Similarity)> Find(CsrMatrix counts, CancellationToken cancellationToken)
    {
        var signatures = Signatures(counts, cancellationToken);
        var (seen, pairs) = (new HashSet<(int, int)>(), new List<(int, int, double)>());
        for (var band = 0; band < Hashes / RowsOfBand; band++)
        {
            var buckets = new Dictionary<ulong, List<int>>();
            for (var row = 0; row < counts.Rows; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (counts.RowIndices(row).Length < FewestTerms)
                {
                    continue;
                }

                var key = 0UL;
                foreach (var value in signatures.AsSpan((row * Hashes) + (band * RowsOfBand), RowsOfBand))
                {
                    key = Mix(key ^ value);
                }

                if (!buckets.TryGetValue(key, out var bucket))
                {
                    buckets.Add(key, bucket = []);
                }

                foreach (var other in bucket)
                {
                    if (seen.Add((other, row)) && Jaccard(counts.RowIndices(other), counts.RowIndices(row)) is var similarity and >= Similar)
                    {
                        pairs.Add((other, row, similarity));
                    }
                }

                if (bucket.Count < MostOfBucket)
                {
                    bucket.Add(row);
                }
            }
        }

        return [.. pairs.OrderByDescending(p => p.Item3).ThenBy(p => p.Item1).ThenBy(p => p.Item2)];
    }

    // The smallest hash of the terms, under 64 hash functions: two texts share it with the probability of their similarity.
    private static uint[] Signatures(CsrMatrix counts, CancellationToken cancellationToken)
    {
        var signatures = new uint[(long)counts.Rows * Hashes];
        for (var row = 0; row < counts.Rows; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var own = signatures.AsSpan(row * Hashes, Hashes);
            own.Fill(uint.MaxValue);
            foreach (var term in counts.RowIndices(row))
            {
                var state = Mix((ulong)term + 1);
                for (var h = 0; h < Hashes; h++)
                {
                    state = Mix(state + 0x9E3779B97F4A7C15UL);
                    own[h] = Math.Min(own[h], (uint)(state >> 32));
                }
            }
        }

        return signatures;
    }

    private static double Jaccard(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var (i, j, shared) = (0, 0, 0);
        while (i < a.Length && j < b.Length)
        {
            shared += a[i] == b[j] ? 1 : 0;
            var (left, right) = (a[i], b[j]);
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
        }

        return (double)shared / (a.Length + b.Length - shared);
    }

    // The finaliser of splitmix64.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return BitOperations.RotateLeft(z ^ (z >> 31), 17);
    }
}
