using System.Numerics.Tensors;
using ServerlessAffect.Inference.VoiceActivity;
using ServerlessAffect.Signal.Resampling;

namespace ServerlessAffect.Pipeline.Recordings;

/// <summary>Hears a recording as it is read, and remembers when somebody spoke and how long it was. A byte per frame: 12 hours are about a megabyte.</summary>
internal sealed class VoiceTrack : IDisposable
{
    /// <summary>Three steps of 16 bits: what is softer all along is a track that was muted.</summary>
    private const float Silence = 1e-4f;

    private readonly IVoiceActivity _activity;
    private readonly int _sampleRate;
    private readonly Resampler? _resampler;
    private readonly float[] _frame;
    private readonly List<bool> _voiced = [];
    private int _filled;
    private long _samples;

    /// <param name="activity">Taken over.</param>
    /// <param name="sampleRate">Of what is heard (Hz).</param>
    public VoiceTrack(IVoiceActivity activity, int sampleRate)
    {
        (_activity, _sampleRate) = (activity, sampleRate);
        _frame = new float[activity.FrameLength];
        _resampler = sampleRate == activity.SampleRate ? null : new Resampler(sampleRate, activity.SampleRate);
    }

    /// <summary>Seconds heard so far.</summary>
    public double Duration => (double)_samples / _sampleRate;

    /// <summary>Whether nothing in it is louder than -80 dB of full scale.</summary>
    public static bool IsSilent(ReadOnlySpan<float> samples) => Math.Abs(TensorPrimitives.MaxMagnitude(samples)) < Silence;

    /// <summary>Hears the next samples.</summary>
    public void Append(ReadOnlySpan<float> samples)
    {
        if (samples.IsEmpty)
        {
            return;
        }

        _samples += samples.Length;
        if (_resampler is null)
        {
            Frame(samples);
            return;
        }

        while (!samples.IsEmpty)
        {
            var room = _resampler.Room;
            var count = Math.Min(room.Length, samples.Length);
            samples[..count].CopyTo(room);
            _resampler.Append(count);
            samples = samples[count..];
            DrainResampler();
        }
    }

    /// <summary>No more samples come.</summary>
    public void End()
    {
        if (_resampler is not null)
        {
            _resampler.End();
            DrainResampler();
        }
    }

    /// <summary>Share of the time in which somebody spoke.</summary>
    /// <param name="start">Seconds.</param>
    /// <param name="end">Seconds; after <paramref name="start"/>.</param>
    public float Share(double start, double end)
    {
        var second = (double)_activity.SampleRate / _activity.FrameLength;
        var first = Math.Clamp((int)Math.Round(start * second), 0, _voiced.Count);
        var last = Math.Clamp((int)Math.Round(end * second), first, _voiced.Count);
        var voiced = 0;
        for (var i = first; i < last; i++)
        {
            voiced += _voiced[i] ? 1 : 0;
        }

        return last == first ? 0 : (float)voiced / (last - first);
    }

    public void Dispose() => _activity.Dispose();

    private void DrainResampler()
    {
        Span<float> made = stackalloc float[1024];
        for (var read = _resampler!.Read(made); read > 0; read = _resampler.Read(made))
        {
            Frame(made[..read]);
        }
    }

    private void Frame(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            var count = Math.Min(samples.Length, _frame.Length - _filled);
            samples[..count].CopyTo(_frame.AsSpan(_filled));
            _filled = (_filled + count) % _frame.Length;
            samples = samples[count..];
            if (_filled == 0)
            {
                // Nobody speaks in digital silence, and hours of it pack into few bytes.
                _voiced.Add(!IsSilent(_frame) && _activity.Next(_frame));
            }
        }
    }
}
