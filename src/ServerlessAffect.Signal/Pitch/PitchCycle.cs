namespace ServerlessAffect.Signal.Pitch;

/// <summary>One vibration of the vocal folds.</summary>
/// <param name="Start">The sample about which it was compared with the next one.</param>
/// <param name="Period">Samples to the next cycle, with a fraction.</param>
/// <param name="Amplitude">Largest sample less smallest, within one period.</param>
/// <param name="Continues">Whether it follows the cycle before it in the list without a gap.</param>
public readonly record struct PitchCycle(int Start, float Period, float Amplitude, bool Continues);
