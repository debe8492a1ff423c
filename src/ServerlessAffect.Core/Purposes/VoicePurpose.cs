using System.Text;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Core.Purposes;

/// <summary>What emotion may be read from voices for. The list is closed: what does not stand on it is refused, so that nobody gets past it with a word that we did not think of.</summary>
/// <param name="Name">As it is declared.</param>
/// <param name="Meaning">What it covers.</param>
public sealed record VoicePurpose(string Name, string Meaning)
{
    /// <summary>Longest text that is looked at.</summary>
    private const int MaxLength = 200;

    /// <summary>Trying the program out.</summary>
    public static readonly VoicePurpose Evaluation = new("evaluation", "trying the program out; nothing is decided about anybody by it");

    /// <summary>Every purpose that is accepted.</summary>
    public static IReadOnlyList<VoicePurpose> Accepted { get; } =
    [
        Evaluation,
        new("research", "research on published corpora, or on recordings of people who agreed to it"),
        new("healthcare-research", "the same in medicine, under its own rules of consent; no diagnosis"),
        new("creative", "films, games, podcasts, vlogs, sound design"),
        new("accessibility", "captions and aids for people who cannot hear how something is said"),
        new("own-recordings", "one's own voice: a diary, an archive of one's own"),
    ];

    /// <summary>Reads what was declared; upper case, blanks and underscores do not matter.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.ProhibitedPurpose"/>: the workplace or education; <see cref="ErrorCodes.UnknownPurpose"/>: not on the list.</exception>
    public static VoicePurpose Parse(string declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        var name = Normalise(declared);
        foreach (var purpose in Accepted)
        {
            if (string.Equals(purpose.Name, name, StringComparison.Ordinal))
            {
                return purpose;
            }
        }

        var shown = Printable.Shorten(declared, 60);
        var list = string.Join(", ", Accepted.Select(p => p.Name));
        throw ProhibitedAreas.AreNamedIn(name)
            ? new AffectException(
                ErrorCodes.ProhibitedPurpose,
                $"The purpose '{shown}' is refused: emotion is never read from voices at the workplace or in education (EU AI Act, article 5(1)(f)), on any machine. Accepted are: {list}.")
            : new AffectException(ErrorCodes.UnknownPurpose, $"The purpose '{shown}' is none that voices are read for; {DeclaredPurpose.Setting} is one of: {list}.");
    }

    private static string Normalise(string declared)
    {
        var name = new StringBuilder();
        foreach (var letter in declared.Trim().AsSpan(0, Math.Min(declared.Trim().Length, MaxLength)))
        {
            name.Append(letter is ' ' or '_' ? '-' : char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
