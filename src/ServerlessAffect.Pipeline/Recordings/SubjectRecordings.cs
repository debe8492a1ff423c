using System.Globalization;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Learning.Preprocessing;

namespace ServerlessAffect.Pipeline.Recordings;

/// <summary>The features of one subject's recordings, come together: what is usual for this voice is taken from all of its speech. Memory holds few rows, however many there are.</summary>
/// <param name="columns">Of the features' schema.</param>
public sealed class SubjectRecordings(int columns) : IDisposable
{
    /// <summary>
    /// Windows of speech from which on a voice is taken for known: half a minute of talk, or twenty short recordings. Chosen, not measured.
    /// </summary>
    public const int LeastWindows = 20;

    private const int RowsAtOnce = 64;

    private readonly DenseRows _rows = new(columns);
    private readonly PartialStandardScaler _usual = new(columns);
    private readonly List<Part> _parts = [];
    private StandardScaler? _scaler;
    private int _withSpeech;

    /// <summary>Windows of speech in all of them.</summary>
    public int SpeechWindows => _usual.Rows;

    /// <summary>Whether there is enough speech to say what is usual.</summary>
    public bool AreEnough => SpeechWindows >= LeastWindows;

    /// <summary>That there is too little, in words.</summary>
    public string TooFew => string.Create(CultureInfo.InvariantCulture, $"{SpeechWindows} windows of speech of this subject came together, and from {LeastWindows} on a voice is known.");

    /// <param name="features">As measured; copied.</param>
    /// <returns>Number of the recording, from 0.</returns>
    public int Add(DenseFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        _parts.Add(new Part(_rows.Count, features.Windows, features.Duration, features.VoiceActivity, features.Notice));
        var rows = new float[RowsAtOnce * columns];
        for (var done = 0; done < features.Windows.Count;)
        {
            var some = rows.AsSpan(0, Math.Min(RowsAtOnce, features.Windows.Count - done) * columns);
            features.Rows.Read(done, some);
            _rows.Append(some);
            for (; !some.IsEmpty; some = some[columns..], done++)
            {
                if (features.Windows[done].IsVoiced)
                {
                    _usual.Add(some[..columns]);
                }
            }
        }

        _scaler = null;
        _withSpeech += features.Windows.Any(w => w.IsVoiced) ? 1 : 0;
        return _parts.Count - 1;
    }

    /// <summary>A recording's features as they were measured.</summary>
    /// <returns>The caller's to dispose.</returns>
    public DenseFeatures AsMeasured(int recording) => Copy(_parts[recording], null);

    /// <summary>A recording's features by what is usual for the subject.</summary>
    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="InvalidOperationException">Not <see cref="AreEnough"/>.</exception>
    public DenseFeatures Standardised(int recording)
    {
        if (!AreEnough)
        {
            throw new InvalidOperationException($"Expected {LeastWindows} windows of speech at least; there are {SpeechWindows}.");
        }

        return Copy(_parts[recording], _scaler ??= _usual.ToScaler());
    }

    public void Dispose() => _rows.Dispose();

    private DenseFeatures Copy(Part part, StandardScaler? scaler)
    {
        var copied = new DenseRows(columns);
        try
        {
            var rows = new float[RowsAtOnce * columns];
            for (var done = 0; done < part.Windows.Count; done += RowsAtOnce)
            {
                var some = rows.AsSpan(0, Math.Min(RowsAtOnce, part.Windows.Count - done) * columns);
                _rows.Read(part.First + done, some);
                scaler?.Transform(some);
                copied.Append(some);
            }

            return new DenseFeatures(copied, part.Windows, part.Duration, part.VoiceActivity)
            {
                Standardised = scaler is null ? Standardising.None : Standardising.Speaker,
                Notice = scaler is null ? part.Notice : string.Join(' ', new[] { part.Notice, Together() }.OfType<string>()),
            };
        }
        catch
        {
            copied.Dispose();
            throw;
        }
    }

    private string Together() => string.Create(
        CultureInfo.InvariantCulture,
        $"Read by what is usual for this subject, {SpeechWindows} windows of speech in {_withSpeech} {(_withSpeech == 1 ? "recording" : "recordings")}: it says how they differ from each other, and little where all are in one mood.");

    private sealed record Part(int First, IReadOnlyList<FeatureWindow> Windows, double Duration, string VoiceActivity, string? Notice);
}
