using System.Numerics;

namespace ServerlessAffect.Signal.Effects;

/// <summary>Random numbers of an explicit seed: the same on every machine and runtime.</summary>
/// <remarks>
/// xoshiro256** (D. Blackman, S. Vigna) seeded through splitmix64; normal values by the ziggurat of G. Marsaglia and W. W. Tsang (2000) with 256 layers,
/// which takes one number, a table and no logarithm 99 times in 100.
/// </remarks>
internal struct NoiseSource
{
    private const int Layers = 256;

    /// <summary>Where the tail begins, and the area of a layer.</summary>
    private const double Tail = 3.6541528853610088;
    private const double Area = 4.92867323399e-3;

    private static readonly double[] Edges = MakeEdges();
    private static readonly double[] Heights = Array.ConvertAll(Edges, x => Math.Exp(-0.5 * x * x));

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    internal NoiseSource(int seed)
    {
        var state = unchecked((ulong)(long)seed);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>Uniform in (0, 1).</summary>
    internal double NextUniform() => ((Next() >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Normal, mean 0, variance 1.</summary>
    internal double NextNormal()
    {
        while (true)
        {
            var bits = Next();
            var layer = (int)(bits & (Layers - 1));
            var x = ((long)bits >> 11) * (1.0 / (1L << 52)) * Edges[layer];
            if (Math.Abs(x) < Edges[layer + 1])
            {
                return x;
            }

            if (layer == 0)
            {
                return x < 0 ? -NextInTail() : NextInTail();
            }

            if (Heights[layer] + (NextUniform() * (Heights[layer + 1] - Heights[layer])) < Math.Exp(-0.5 * x * x))
            {
                return x;
            }
        }
    }

    private static double[] MakeEdges()
    {
        var edges = new double[Layers + 1];
        edges[0] = Area / Math.Exp(-0.5 * Tail * Tail);
        edges[1] = Tail;
        for (var i = 2; i < Layers; i++)
        {
            edges[i] = Math.Sqrt(-2 * Math.Log((Area / edges[i - 1]) + Math.Exp(-0.5 * edges[i - 1] * edges[i - 1])));
        }

        return edges;
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    private double NextInTail()
    {
        while (true)
        {
            var x = -Math.Log(NextUniform()) / Tail;
            var y = -Math.Log(NextUniform());
            if (y + y > x * x)
            {
                return Tail + x;
            }
        }
    }

    private ulong Next()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }
}
