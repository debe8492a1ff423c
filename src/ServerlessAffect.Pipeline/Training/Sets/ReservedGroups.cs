using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>Which groups are kept back for comparisons: those whose hash falls below the share, so that a group stays on its side however the data grows.</summary>
/// <remarks>Only where that leaves nothing to compare on, or a class with too little to train on, does the place of a group depend on the others: such data has no example to lose, and
/// a comparison that cannot be made protects nobody. A group that had to stay in training then may be reserved once there is more data; the earlier version has seen it, which favours that
/// version in a comparison, never the new one.</remarks>
internal static class ReservedGroups
{
    /// <summary>The groups to reserve.</summary>
    /// <param name="candidates">Examples whose groups may be reserved.</param>
    /// <param name="others">Examples that are trained on whatever happens, and so their groups.</param>
    /// <param name="share">Of the groups, about.</param>
    /// <param name="needed">In how many groups each class must stay for training; a class that is in no more keeps all of them there.</param>
    /// <param name="atLeastOne">The group of the smallest hash is taken where no hash is small enough.</param>
    /// <returns>Empty where no group can be spared.</returns>
    public static HashSet<string> Choose(IEnumerable<LabelledExample> candidates, IEnumerable<LabelledExample> others, double share, int needed, bool atLeastOne)
    {
        var (open, closed) = (LabelsOf(candidates), LabelsOf(others));
        var left = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (_, label) in open.Concat(closed).SelectMany(g => g.Value.Select(label => (g.Key, label))).Distinct())
        {
            left[label] = left.GetValueOrDefault(label) + 1;
        }

        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in open.Keys.Where(g => !closed.ContainsKey(g)).OrderBy(Place).ThenBy(g => g, StringComparer.Ordinal))
        {
            if (!Contains(group, share) && (chosen.Count > 0 || !atLeastOne))
            {
                break;
            }

            if (open[group].All(label => left[label] > needed))
            {
                chosen.Add(group);
                foreach (var label in open[group])
                {
                    left[label]--;
                }
            }
        }

        return chosen;
    }

    /// <summary>By the name alone.</summary>
    public static bool Contains(string group, double share) => Place(group) < share * ulong.MaxValue;

    // By group.
    private static Dictionary<string, HashSet<string>> LabelsOf(IEnumerable<LabelledExample> examples) => examples
        .GroupBy(e => e.Group, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Select(e => e.Label).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private static ulong Place(string group)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes("comparison\n" + group), digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }
}
