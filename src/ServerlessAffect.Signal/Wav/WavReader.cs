using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Signal.Wav;

/// <summary>
/// A WAV file (RIFF, RIFX, RF64, BW64; 8 to 32 bits, float32 and float64, A-law, mu-law) read front to back from any stream, which need not be seekable.
/// What ends early is read as far as it goes, with a notice. Allocates nothing per block.
/// </summary>
public sealed class WavReader : PcmStream
{
    private readonly BufferedBytes _bytes;
    private readonly List<string> _notices;
    private readonly long? _declared;
    private long _left;
    private long _taken;
    private float _peak;
    private bool _ended;

    private WavReader(BufferedBytes bytes, WavHeader header)
    {
        _bytes = bytes;
        Format = header.Format;
        _notices = [.. header.Notices];
        _declared = header.DataBytes;
        _left = header.DataBytes ?? long.MaxValue;
    }

    public WavFormat Format { get; }

    public override int SampleRate => Format.SampleRate;

    public override int Channels => Format.Channels;

    public override IReadOnlyList<string> Notices => _notices;

    /// <summary>Reads the header; takes <paramref name="content"/> over, also when it throws.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.EmptyFile"/>, <see cref="ErrorCodes.NotSound"/>, <see cref="ErrorCodes.MalformedSound"/>,
    /// <see cref="ErrorCodes.UnsupportedSound"/>, <see cref="ErrorCodes.NoSound"/>.</exception>
    public static async ValueTask<WavReader> OpenAsync(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var bytes = new BufferedBytes(content);
        try
        {
            return new WavReader(bytes, await WavHeaderReader.ReadAsync(bytes, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await bytes.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="AffectException"><see cref="ErrorCodes.NoSound"/>, <see cref="ErrorCodes.NotFinite"/>.</exception>
    public override ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(interleaved.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(interleaved.Length % Channels, 0);
        if (_ended)
        {
            return ValueTask.FromResult(0);
        }

        var filling = _left < Format.BlockAlign ? ValueTask.FromResult(false) : _bytes.FillAsync(Format.BlockAlign, cancellationToken);
        return filling.IsCompletedSuccessfully ? ValueTask.FromResult(Take(filling.Result, interleaved.Span)) : AwaitAsync(filling, interleaved);
    }

    public override ValueTask DisposeAsync() => _bytes.DisposeAsync();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> AwaitAsync(ValueTask<bool> filling, Memory<float> interleaved) =>
        Take(await filling.ConfigureAwait(false), interleaved.Span);

    private int Take(bool filled, Span<float> interleaved)
    {
        if (!filled)
        {
            End();
            return 0;
        }

        var available = Math.Min(_left, _bytes.Available.Length) / Format.BlockAlign;
        var values = (int)Math.Min(available, interleaved.Length / Channels) * Channels;
        Convert(values, interleaved[..values]);
        return values;
    }

    private void Convert(int values, Span<float> samples)
    {
        var count = values * Format.BytesPerSample;
        SampleConversion.ToSingle(Format.Encoding, Format.BigEndian, _bytes.Writable(count), samples);
        _bytes.Take(count);
        _left -= count;
        if (Format.Encoding is WavEncoding.Float32 or WavEncoding.Float64)
        {
            RequireSound(samples);
        }

        _taken += count;
    }

    private void RequireSound(ReadOnlySpan<float> samples)
    {
        if (!SampleCheck.AreSound(samples))
        {
            var seconds = (double)_taken / Format.BlockAlign / SampleRate;
            throw new AffectException(
                ErrorCodes.NotFinite,
                string.Create(CultureInfo.InvariantCulture, $"After {seconds:0.0} s there are samples that are NaN, infinite or absurdly large; export the recording again."));
        }

        _peak = Math.Max(_peak, Math.Abs(TensorPrimitives.MaxMagnitude(samples)));
    }

    private void End()
    {
        _ended = true;
        if (_taken == 0)
        {
            throw new AffectException(ErrorCodes.NoSound, "The recording holds not a single sample; drop the file that was meant.");
        }

        if (_peak > WavLimits.OddMagnitude)
        {
            _notices.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The samples reach {_peak:0} where full scale is 1: whole numbers written as floats. Speech and silence are told by their level, so the timeline may be wrong; export it with samples from -1 to 1."));
        }

        if (_declared is { } declared && declared - _taken >= Format.BlockAlign)
        {
            _notices.Add($"The recording ends early: its header promises {declared} bytes of samples and {_taken} are there; those were read.");
        }
        else if (_bytes.Available.Length > 0 && _left > 0)
        {
            _notices.Add("The last sample time is incomplete and was left out.");
        }
    }
}
