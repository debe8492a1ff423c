using ServerlessAffect.Features.Npz;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>The seed vector of a clip, and the stages of its last block.</summary>
internal sealed class SeedArrays
{
    private const int AuditoryBands = 19;
    private const int ModulationBands = 5;

    private SeedArrays(NpyArray auditory, NpyArray hilbert, NpyArray modulation, NpyArray vector)
    {
        (Auditory, Hilbert, Modulation, Vector) = (auditory, hilbert, modulation, vector);
    }

    /// <summary>[19, frames], power.</summary>
    public NpyArray Auditory { get; }

    /// <summary>[19, frames], power.</summary>
    public NpyArray Hilbert { get; }

    /// <summary>[5, frames].</summary>
    public NpyArray Modulation { get; }

    /// <summary>[27 frames].</summary>
    public NpyArray Vector { get; }

    public static (int Start, int End) Crop(AudioClip clip) => new SeedVector(clip.SampleRate).Crop(clip.Samples.Length);

    public static SeedArrays Of(AudioClip clip)
    {
        var seed = new SeedVector(clip.SampleRate);
        var (start, end) = seed.Crop(clip.Samples.Length);
        var crop = clip.Samples.AsSpan(start, end - start);
        var vector = new float[SeedVector.Length(crop.Length)];
        seed.Compute(crop, vector);
        var frames = vector.Length / SeedVector.PerFrame;
        var (auditory, hilbert, modulation) = (new float[AuditoryBands * frames], new float[AuditoryBands * frames], new float[ModulationBands * frames]);
        seed.Modulate(crop, auditory, hilbert, modulation);
        return new SeedArrays(
            new NpyArray(auditory, AuditoryBands, frames), new NpyArray(hilbert, AuditoryBands, frames), new NpyArray(modulation, ModulationBands, frames), NpyArray.Of(vector));
    }
}
