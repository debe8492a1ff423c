namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>A stretch of mono sound.</summary>
/// <param name="Start">Seconds from the beginning of the recording.</param>
/// <param name="End">Seconds, beyond the last sample.</param>
/// <param name="Samples">Good until the next window is asked for.</param>
public readonly record struct AudioWindow(double Start, double End, ReadOnlyMemory<float> Samples);
