namespace ServerlessAffect.Features.Audio.Descriptors;

/// <param name="Frame">Where it is.</param>
/// <param name="Frequency">Hz, interpolated.</param>
/// <param name="Magnitude">Interpolated, in the unit of the spectrum.</param>
internal readonly record struct PitchPeak(int Frame, float Frequency, float Magnitude);
