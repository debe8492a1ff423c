namespace ServerlessAffect.Features.Audio.Functionals.Statistics;

/// <summary>Which statistics of a family are kept, in the family's order.</summary>
/// <remarks>The redundant ones (neighbouring percentiles, kurtosis) were found to cost columns and gain nothing by leave-one-speaker-out on two corpora.</remarks>
internal sealed class StatisticChoice
{
    private readonly int[] _places;

    public StatisticChoice(IReadOnlyList<string> family, params string[] kept)
    {
        Names = kept;
        _places = Array.ConvertAll(kept, name => family.Index().First(s => s.Item == name).Index);
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Writes what is kept of <paramref name="all"/> and moves <paramref name="row"/> behind it.</summary>
    public void Write(ReadOnlySpan<float> all, ref Span<float> row)
    {
        for (var i = 0; i < _places.Length; i++)
        {
            row[i] = all[_places[i]];
        }

        row = row[_places.Length..];
    }
}
