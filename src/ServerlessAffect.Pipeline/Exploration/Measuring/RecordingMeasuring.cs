using System.Globalization;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Learning;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Training.Recordings;

namespace ServerlessAffect.Pipeline.Exploration.Measuring;

/// <summary>Decodes and measures recordings, as many at once as there are processors; one that cannot be read is left out and named.</summary>
internal static class RecordingMeasuring
{
    /// <summary>What recordings are brought to (Hz): librosa's default, so that figures compare with published ones.</summary>
    public const int SampleRate = 22_050;

    private const int SeedValues = 2_916;
    private const int SayEvery = 100;
    private const int NamedAtMost = 5;

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidData"/>: none can be measured; <see cref="ErrorCodes.MissingTool"/>.</exception>
    public static async Task<MeasuredArchive> MeasureAsync(Archive archive, string set, ExploreProgress progress, CancellationToken cancellationToken)
    {
        var rows = new float[]?[archive.Items.Count];
        var levels = new RecordingLevels[archive.Items.Count];
        var (faults, done) = (new string?[archive.Items.Count], 0);
        var cut = 0;
        var width = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(archive.Items.Index(), width, async (item, token) =>
        {
            try
            {
                var (samples, whole) = await RecordingFile.ReadStartAsync(item.Item.Recording!, SampleRate, AudioFeatureSets.MaxSeconds, token).ConfigureAwait(false);
                levels[item.Index] = RecordingLevels.Of(samples, SampleRate);
                rows[item.Index] = Measure(set, samples, token);
                Interlocked.Add(ref cut, whole ? 0 : 1);
            }
            catch (AffectException fault) when (fault is { IsTransient: false } && fault.Code is not ErrorCodes.MissingTool)
            {
                faults[item.Index] = $"{Printable.Shorten(item.Item.Id, 120)} was left out: {fault.Message}";
            }

            if (Interlocked.Increment(ref done) is var count && (count % SayEvery == 0 || count == rows.Length))
            {
                progress.Say(string.Create(CultureInfo.InvariantCulture, $"measured {count} of {rows.Length} recordings"));
            }
        }).ConfigureAwait(false);

        int[] kept = [.. Enumerable.Range(0, rows.Length).Where(i => rows[i] is not null)];
        if (kept.Length == 0)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"None of the {rows.Length} recordings can be measured. {faults[0]}");
        }

        string[] remarks = [.. Remarks([.. faults.OfType<string>()], cut)];
        var values = new DenseMatrix(kept.Length, rows[kept[0]]!.Length, [.. kept.SelectMany(i => rows[i]!).Select(v => (double)v)]);
        return new MeasuredArchive(
            archive with { Items = [.. kept.Select(i => archive.Items[i])], Remarks = [.. archive.Remarks, .. remarks] }, set, AudioColumns.Of(set, values.Columns), values)
        {
            Levels = [.. kept.Select(i => levels[i])],
        };
    }

    private static float[] Measure(string set, float[] samples, CancellationToken cancellationToken)
    {
        var features = AudioFeatureSets.Compute(set, samples, SampleRate, cancellationToken);
        if (features.Raised is [var raised, ..])
        {
            throw new AffectException(raised.Code, raised.Sentence);
        }

        float[] row = features.Arrays[AudioColumns.ArrayOf(set)].Data switch
        {
            float[] single => single,
            double[] values => Array.ConvertAll(values, v => (float)v),
            var other => throw new InvalidOperationException($"The set {set} is of {other.GetType()}, not of numbers."),
        };
        return set != AudioFeatureSets.Seed || row.Length == SeedValues
            ? row
            : throw new AffectException(ErrorCodes.TooShort, "The seed vector needs 3.1 s of sound.");
    }

    private static IEnumerable<string> Remarks(string[] faults, int cut)
    {
        foreach (var fault in faults.Take(NamedAtMost))
        {
            yield return fault;
        }

        if (faults.Length > NamedAtMost)
        {
            yield return $"{faults.Length - NamedAtMost} more recordings were left out for like reasons.";
        }

        if (cut > 0)
        {
            yield return $"Of {cut} recordings longer than {AudioFeatureSets.MaxSeconds / 60} minutes only the first {AudioFeatureSets.MaxSeconds / 60} minutes were measured.";
        }
    }
}
