using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Pipeline.Items;

/// <summary>How an item record moves from state to state. Pure; each returns the same instance where nothing changes.</summary>
internal static class ItemChanges
{
    /// <summary>Adds the arrival, or notes the newer ETag of one that is known.</summary>
    public static ItemRecord WithSource(this ItemRecord item, ItemSource source)
    {
        for (var i = 0; i < item.Sources.Count; i++)
        {
            var known = item.Sources[i];
            if (string.Equals(known.Name, source.Name, StringComparison.Ordinal) && string.Equals(known.Subject, source.Subject, StringComparison.Ordinal))
            {
                if (string.Equals(known.ETag, source.ETag, StringComparison.Ordinal))
                {
                    return item;
                }

                var sources = item.Sources.ToArray();
                sources[i] = known with { ETag = source.ETag };
                return item with { Sources = sources };
            }
        }

        return item with { Sources = [.. item.Sources, source] };
    }

    /// <summary>Adds what the item owes from now on. A dead item stays dead: what killed it is retried by a person.</summary>
    public static ItemRecord Owing(this ItemRecord item, IReadOnlyList<ExpectedPrediction> asked)
    {
        var added = asked.Where(a => !item.Expected.Any(e => e.IsOf(a.Model, a.Version))).ToArray();
        var expected = added.Length == 0 ? item.Expected : [.. item.Expected, .. added];
        var state = expected.All(e => e.Done) ? ItemState.Scored
            : item.State is ItemState.Dead && added.Length == 0 ? ItemState.Dead
            : ItemState.Extracted;
        return added.Length == 0 && state == item.State
            ? item
            : item with { Expected = expected, State = state, Reason = state is ItemState.Dead ? item.Reason : null };
    }

    /// <summary>Notes that the model has spoken on features of this schema.</summary>
    public static ItemRecord Heard(this ItemRecord item, string model, string version, ContentHash schema)
    {
        var expected = item.Expected.ToArray();
        var index = Array.FindIndex(expected, e => e.IsOf(model, version));
        if (index >= 0 && expected[index].Done)
        {
            return item;
        }

        var heard = new ExpectedPrediction(model, version, schema, Done: true);
        if (index < 0)
        {
            expected = [.. expected, heard];
        }
        else
        {
            expected[index] = heard;
        }

        // One that was not owed is noted and settles nothing.
        var all = index >= 0 && Array.TrueForAll(expected, e => e.Done);
        return item with { Expected = expected, State = all ? ItemState.Scored : item.State, Reason = all ? null : item.Reason };
    }

    /// <summary>An item whose every reading is made is scored, whatever a late failure made of it; any other stays as it is.</summary>
    public static ItemRecord Settled(this ItemRecord item) =>
        item.State is ItemState.Extracted or ItemState.Dead && item.Expected.Count > 0 && item.Expected.All(e => e.Done) ? item.Into(ItemState.Scored, null) : item;

    /// <summary>What was made of the item is gone, and is owed again.</summary>
    public static ItemRecord OwingAgain(this ItemRecord item) => item.Expected.Count == 0 ? item : item with
    {
        Expected = [.. item.Expected.Select(e => e with { Done = false })],
        State = ItemState.Extracted,
        Reason = null,
    };

    public static bool HasHeard(this ItemRecord item, string model, string version) => item.Expected.Any(e => e.Done && e.IsOf(model, version));

    /// <summary>Whether the reading is one that the item owes or has.</summary>
    public static bool Owes(this ItemRecord item, string model, string version) => item.Expected.Any(e => e.IsOf(model, version));

    public static ItemRecord Into(this ItemRecord item, ItemState state, ReadingError? reason) =>
        item.State == state && item.Reason == reason ? item : item with { State = state, Reason = reason };

    public static bool IsOf(this ExpectedPrediction expected, string model, string version) =>
        string.Equals(expected.Model, model, StringComparison.Ordinal) && string.Equals(expected.Version, version, StringComparison.Ordinal);
}
