namespace ServerlessAffect.Bench.Audio;

/// <summary>One kernel on one piece of sound.</summary>
/// <param name="Name">As printed.</param>
/// <param name="Seconds">Of sound that a call goes through.</param>
/// <param name="OperationsPerFrame">Floating-point operations of the usual algorithm on a frame of 2,048 samples, of which every 512 have one.</param>
/// <param name="Recorded">Multiples of real time that librosa was recorded at; null where it was not.</param>
/// <param name="Call">Does the work.</param>
internal sealed record AudioLine(string Name, double Seconds, double OperationsPerFrame, double? Recorded, Action Call)
{
    private const double LeastSeconds = 0.02;

    /// <summary>The share of the ceiling that a speed makes use of.</summary>
    /// <param name="speed">Multiples of real time.</param>
    /// <param name="ceiling">Operations a second.</param>
    public double Share(double speed, double ceiling) => speed * MadeUpSpeech.SampleRate / 512 * OperationsPerFrame / ceiling;

    /// <summary>Seconds of sound a second of processor time, over as many calls as fill 20 ms.</summary>
    public double Measure()
    {
        var calls = 0;
        var started = ThreadClock.Now;
        do
        {
            Call();
            calls++;
        }
        while (ThreadClock.Now - started < LeastSeconds);
        return calls * Seconds / (ThreadClock.Now - started);
    }
}
