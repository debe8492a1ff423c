namespace ServerlessAffect.Signal.Spectra;

/// <summary>Cuts a signal into overlapping frames; librosa.util.frame after numpy.pad.</summary>
/// <param name="FrameLength">Samples in a frame, from 1.</param>
/// <param name="HopLength">Samples between the starts of frames, from 1.</param>
/// <param name="Center">Frame t is centred on sample t * hop: half a frame of padding stands at each end. Otherwise it starts there and nothing is padded.</param>
/// <param name="Padding">What stands beyond the ends.</param>
public readonly record struct Framing(int FrameLength, int HopLength, bool Center = true, FramePadding Padding = FramePadding.Zeros)
{
    /// <summary>1 + samples / hop when centred (no frame of no samples); otherwise those that fit.</summary>
    public int Frames(int samples)
    {
        var padded = Center && samples > 0 ? samples + (2 * (FrameLength / 2)) : samples;
        return padded < FrameLength ? 0 : 1 + ((padded - FrameLength) / HopLength);
    }

    /// <summary>The samples of one frame: a part of the signal, or <paramref name="room"/> filled where the frame reaches beyond it.</summary>
    /// <param name="samples">The whole signal.</param>
    /// <param name="frame">From 0.</param>
    /// <param name="room">[FrameLength].</param>
    public ReadOnlySpan<float> Frame(ReadOnlySpan<float> samples, int frame, Span<float> room)
    {
        var start = (frame * HopLength) - (Center ? FrameLength / 2 : 0);
        if (start >= 0 && start + FrameLength <= samples.Length)
        {
            return samples.Slice(start, FrameLength);
        }

        room = room[..FrameLength];
        if (Padding == FramePadding.Zeros)
        {
            room.Clear();
            var (from, to) = (Math.Max(0, start), Math.Min(samples.Length, start + FrameLength));
            if (from < to)
            {
                samples[from..to].CopyTo(room[(from - start)..]);
            }

            return room;
        }

        for (var i = 0; i < FrameLength; i++)
        {
            room[i] = samples[Inside(start + i, samples.Length)];
        }

        return room;
    }

    private int Inside(int index, int length)
    {
        if (Padding == FramePadding.Edge || length == 1)
        {
            return Math.Clamp(index, 0, length - 1);
        }

        // There and back again takes 2 (length - 1) steps.
        var period = 2 * (length - 1);
        index = ((index % period) + period) % period;
        return index < length ? index : period - index;
    }
}
