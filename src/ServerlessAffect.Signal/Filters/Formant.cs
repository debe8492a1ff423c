namespace ServerlessAffect.Signal.Filters;

/// <summary>A resonance of the vocal tract.</summary>
/// <param name="Frequency">Hz.</param>
/// <param name="Bandwidth">Hz, between the points 3 dB below the peak.</param>
public readonly record struct Formant(double Frequency, double Bandwidth);
