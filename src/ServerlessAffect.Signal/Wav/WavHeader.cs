namespace ServerlessAffect.Signal.Wav;

/// <summary>Everything in front of the samples.</summary>
/// <param name="DataBytes">Length of the samples, or null where it is unknown: they go on to the end of the stream.</param>
/// <param name="Notices">What was mended.</param>
internal sealed record WavHeader(WavFormat Format, long? DataBytes, IReadOnlyList<string> Notices);
