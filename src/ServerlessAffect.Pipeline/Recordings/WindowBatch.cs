using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Audio;

namespace ServerlessAffect.Pipeline.Recordings;

/// <summary>A few windows that are measured at once, one on each processor, and added in their order.</summary>
internal sealed class WindowBatch(IAudioExtractor extractor, DenseRows rows)
{
    private const int MostWindows = 8;

    private readonly float[][] _samples = new float[Math.Clamp(Environment.ProcessorCount, 1, MostWindows)][];
    private readonly int[] _lengths = new int[Math.Clamp(Environment.ProcessorCount, 1, MostWindows)];
    private readonly float[] _rows = new float[Math.Clamp(Environment.ProcessorCount, 1, MostWindows) * extractor.Columns];
    private int _count;

    /// <param name="samples">Copied.</param>
    public void Add(ReadOnlySpan<float> samples, CancellationToken cancellationToken)
    {
        if (_samples[_count] is null || _samples[_count].Length < samples.Length)
        {
            _samples[_count] = new float[samples.Length];
        }

        samples.CopyTo(_samples[_count]);
        _lengths[_count++] = samples.Length;
        if (_count == _samples.Length)
        {
            Flush(cancellationToken);
        }
    }

    /// <summary>Measures what was added since.</summary>
    public void Flush(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_count == 1)
        {
            Measure(0);
        }
        else
        {
            Parallel.For(0, _count, Measure);
        }

        rows.Append(_rows.AsSpan(0, _count * extractor.Columns));
        _count = 0;
    }

    private void Measure(int window) => extractor.Extract(_samples[window].AsSpan(0, _lengths[window]), _rows.AsSpan(window * extractor.Columns, extractor.Columns));
}
