using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Pipeline.Recordings;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>
/// Reads one subject's recordings together: all are measured first, then each is read by the models that know a voice by its usual sound, or, where too little speech comes
/// together for that, by those that read anybody's. Features are measured once for each schema.
/// </summary>
/// <param name="scorers">Some that read a subject's recordings together, and some that read any; they stay the caller's.</param>
public sealed class SubjectScoring(IReadOnlyList<IRecordingScorer> scorers) : IDisposable
{
    private readonly Dictionary<ContentHash, SubjectRecordings> _recordings = [];

    /// <param name="measure">Makes or finds a recording's features of a scorer's schema; they are disposed here.</param>
    /// <returns>Number of the recording, from 0. What <paramref name="measure"/> throws is passed on, and the recording counts as if it had not been there.</returns>
    public async Task<int> AddAsync(Func<IRecordingScorer, Task<DenseFeatures>> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var measured = new List<(SubjectRecordings Recordings, DenseFeatures Features)>();
        try
        {
            foreach (var scorer in scorers.DistinctBy(s => s.Manifest.SchemaHash))
            {
                var features = await measure(scorer).ConfigureAwait(false);
                measured.Add((Of(scorer), features));
            }

            var number = -1;
            foreach (var (recordings, features) in measured)
            {
                number = recordings.Add(features);
            }

            return number;
        }
        finally
        {
            measured.ForEach(m => m.Features.Dispose());
        }
    }

    /// <summary>What the models say of a recording, after the last one was added.</summary>
    /// <returns>One reading at least.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.TooShort"/>: only models that know a voice were asked, and too little speech came together.</exception>
    public IReadOnlyList<SubjectReading> Read(int recording, CancellationToken cancellationToken)
    {
        var knowing = scorers.Where(s => s.Manifest.Standardise is Standardising.Speaker).ToArray();
        var able = Array.FindAll(knowing, s => Of(s).AreEnough);
        if (able.Length > 0)
        {
            return Array.ConvertAll(able, s => Read(s, Of(s).Standardised(recording), null, cancellationToken));
        }

        var any = scorers.Where(s => s.Manifest.Standardise is Standardising.None).ToArray();
        if (any.Length == 0)
        {
            throw new AffectException(ErrorCodes.TooShort, $"Too little is there to read by: {(knowing.Length > 0 ? Of(knowing[0]).TooFew : "no model was asked.")}");
        }

        var why = "Read as anybody's: " + (knowing.Length > 0 ? Of(knowing[0]).TooFew : "no model that was asked reads the recordings of one subject together.");
        return Array.ConvertAll(any, s => Read(s, Of(s).AsMeasured(recording), why, cancellationToken));
    }

    public void Dispose()
    {
        foreach (var recordings in _recordings.Values)
        {
            recordings.Dispose();
        }
    }

    private static SubjectReading Read(IRecordingScorer scorer, DenseFeatures features, string? why, CancellationToken cancellationToken)
    {
        using (features)
        {
            return new SubjectReading(scorer, scorer.Score(features, cancellationToken), features.Notice is null || why is null ? features.Notice ?? why : $"{features.Notice} {why}");
        }
    }

    private SubjectRecordings Of(IRecordingScorer scorer)
    {
        if (!_recordings.TryGetValue(scorer.Manifest.SchemaHash, out var recordings))
        {
            _recordings.Add(scorer.Manifest.SchemaHash, recordings = new SubjectRecordings(scorer.Extractor.Columns));
        }

        return recordings;
    }
}
