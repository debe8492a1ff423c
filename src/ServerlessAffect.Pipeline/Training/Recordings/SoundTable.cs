using System.Globalization;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Preprocessing;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Recordings;

/// <summary>The features of every recording of a run, one row each, made once: they depend on the recording alone, so that every fold may use them.</summary>
internal sealed class SoundTable
{
    private const int SayEvery = 100;
    private readonly Dictionary<string, int> _rowOf;
    private readonly DenseMatrix _rows;

    private SoundTable(IAudioExtractor extractor, Dictionary<string, int> rowOf, DenseMatrix rows) => (Extractor, _rowOf, _rows) = (extractor, rowOf, rows);

    public IAudioExtractor Extractor { get; }

    /// <summary>Decodes and measures the recordings, as many at once as there are processors.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidData"/>: a recording that cannot be read, by its id.</exception>
    public static async Task<SoundTable> ExtractAsync(IEnumerable<LabelledExample> examples, IAudioExtractor extractor, StageClock stages, CancellationToken cancellationToken)
    {
        var distinct = examples.DistinctBy(e => e.Recording, StringComparer.Ordinal).ToArray();
        var rows = new DenseMatrix(distinct.Length, extractor.Columns);
        var rowOf = new Dictionary<string, int>(distinct.Length, StringComparer.Ordinal);
        for (var i = 0; i < distinct.Length; i++)
        {
            rowOf.Add(distinct[i].Recording!, i);
        }

        var done = 0;
        var width = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(distinct.Index(), width, async (example, token) =>
        {
            await MeasureAsync(example.Item, extractor, rows, example.Index, token).ConfigureAwait(false);
            if (Interlocked.Increment(ref done) is var count && (count % SayEvery == 0 || count == distinct.Length))
            {
                stages.Begin(string.Create(CultureInfo.InvariantCulture, $"features of {count} of {distinct.Length} recordings"));
            }
        }).ConfigureAwait(false);
        return new SoundTable(extractor, rowOf, rows);
    }

    /// <summary>Each speaker's rows standardised by all rows of that speaker, whose labels are not looked at.</summary>
    public SoundTable StandardisedBySpeaker(IEnumerable<LabelledExample> examples)
    {
        var speakers = new string[_rows.Rows];
        foreach (var example in examples)
        {
            speakers[_rowOf[example.Recording!]] = example.Speaker;
        }

        return new SoundTable(Extractor, _rowOf, GroupStandardScaler.Transform(_rows, speakers));
    }

    /// <returns>[examples, columns].</returns>
    public DenseMatrix Rows(IReadOnlyList<LabelledExample> examples)
    {
        var places = new int[examples.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = _rowOf[examples[i].Recording!];
        }

        return _rows.TakeRows(places);
    }

    private static async Task MeasureAsync(LabelledExample example, IAudioExtractor extractor, DenseMatrix rows, int place, CancellationToken cancellationToken)
    {
        try
        {
            var samples = await RecordingFile.ReadAsync(example.Recording!, extractor.SampleRate, cancellationToken).ConfigureAwait(false);
            var row = new float[extractor.Columns];
            extractor.Extract(samples.Span, row);
            for (var c = 0; c < row.Length; c++)
            {
                rows.Row(place)[c] = row[c];
            }
        }
        catch (AffectException fault) when (fault is { IsTransient: false } && fault.Code is not ErrorCodes.MissingTool)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"The recording '{Printable.Shorten(example.Id, 120)}' cannot be used: {fault.Message}", fault);
        }
    }
}
