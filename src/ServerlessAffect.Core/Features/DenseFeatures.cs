using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Core.Features;

/// <summary>The features of one item whose rows are dense: the windows of a recording. Owns its rows; dispose it when they are not needed any more.</summary>
public sealed class DenseFeatures : IDisposable
{
    /// <param name="rows">[windows, columns of the schema]; belongs to this object from now on.</param>
    /// <param name="windows">[windows], by start, one per row.</param>
    /// <param name="duration">Seconds of the recording, from 0.</param>
    /// <param name="voiceActivity">The rule that said what is speech, for example <c>silero-v6</c> or <c>energy</c>.</param>
    /// <exception cref="ArgumentException">Rows and windows differ in number, a window does not end after its start, or windows are out of order.</exception>
    public DenseFeatures(DenseRows rows, IReadOnlyList<FeatureWindow> windows, double duration, string voiceActivity)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentException.ThrowIfNullOrEmpty(voiceActivity);
        if (rows.Count != windows.Count || !double.IsFinite(duration) || duration < 0)
        {
            throw new ArgumentException($"Expected as many windows as rows and a duration from 0; got {windows.Count}, {rows.Count} and {duration} s.");
        }

        var previous = 0.0;
        foreach (var window in windows)
        {
            if (!(window.Start >= previous && window.End > window.Start && double.IsFinite(window.End) && window.Voiced is >= 0 and <= 1))
            {
                throw new ArgumentException($"The window from {window.Start} to {window.End} s, voiced {window.Voiced}, is out of order, empty or impossible.", nameof(windows));
            }

            previous = window.Start;
        }

        (Rows, Windows, Duration, VoiceActivity) = (rows, windows, duration, voiceActivity);
    }

    /// <summary>[windows, columns].</summary>
    public DenseRows Rows { get; }

    /// <summary>[windows]; none where the recording was too short for one.</summary>
    public IReadOnlyList<FeatureWindow> Windows { get; }

    /// <summary>Seconds of the recording.</summary>
    public double Duration { get; }

    /// <summary>The rule that said what is speech.</summary>
    public string VoiceActivity { get; }

    /// <summary>What was done to the rows after they were measured.</summary>
    public Standardising Standardised { get; init; }

    /// <summary>What a person should know about how the recording was read; null where all is well.</summary>
    public string? Notice { get; init; }

    public void Dispose() => Rows.Dispose();
}
