namespace ServerlessAffect.Signal.Filters;

/// <summary>Second-order filters one after another, block after block of a stream: it remembers where it was. For one caller at a time.</summary>
public sealed class BiquadCascade
{
    private readonly Biquad[] _sections;
    private readonly (double First, double Second)[] _state;

    public BiquadCascade(params ReadOnlySpan<Biquad> sections)
    {
        _sections = sections.ToArray();
        _state = new (double, double)[sections.Length];
    }

    /// <summary>Filters the next samples (transposed direct form II, in double precision).</summary>
    /// <param name="samples">[samples].</param>
    /// <param name="filtered">[samples], written; may be the same memory.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public void Process(ReadOnlySpan<float> samples, Span<float> filtered)
    {
        if (filtered.Length != samples.Length)
        {
            throw new ArgumentException($"Expected room for {samples.Length} samples, got {filtered.Length}.", nameof(filtered));
        }

        samples.CopyTo(filtered);
        for (var section = 0; section < _sections.Length; section++)
        {
            var (filter, (first, second)) = (_sections[section], _state[section]);
            foreach (ref var sample in filtered)
            {
                var x = (double)sample;
                var y = (filter.B0 * x) + first;
                first = (filter.B1 * x) - (filter.A1 * y) + second;
                second = (filter.B2 * x) - (filter.A2 * y);
                sample = (float)y;
            }

            // What has died away must not linger as numbers too small for the machine's fast path.
            _state[section] = (Math.Abs(first) < 1e-30 ? 0 : first, Math.Abs(second) < 1e-30 ? 0 : second);
        }
    }

    /// <summary>Forgets what came before.</summary>
    public void Restart() => Array.Clear(_state);
}
