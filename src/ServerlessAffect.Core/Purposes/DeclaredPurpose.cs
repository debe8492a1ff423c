using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Core.Purposes;

/// <summary>What the operator of a host declared that voices are read for: the setting <c>Affect:Purpose</c>. Text needs none. Immutable.</summary>
public sealed class DeclaredPurpose
{
    /// <summary>Name of the setting; as an environment variable <c>Affect__Purpose</c>.</summary>
    public const string Setting = "Affect:Purpose";

    private readonly VoicePurpose? _purpose;
    private readonly bool _isDeclared;

    private DeclaredPurpose(VoicePurpose? purpose, bool isDeclared) => (_purpose, _isDeclared) = (purpose, isDeclared);

    /// <summary>Whether voices are read here at all.</summary>
    public bool AllowsVoice => _purpose is not null;

    /// <summary>Whoever runs the program on a machine of their own may try it out without saying why; every answer says so.</summary>
    /// <param name="setting">Value of <see cref="Setting"/>; null or blank where it is not set.</param>
    /// <exception cref="AffectException">As <see cref="VoicePurpose.Parse"/>.</exception>
    public static DeclaredPurpose OnThisMachine(string? setting) =>
        string.IsNullOrWhiteSpace(setting) ? new(VoicePurpose.Evaluation, isDeclared: false) : new(VoicePurpose.Parse(setting), isDeclared: true);

    /// <summary>A service that others can call reads no voices until its operator has said what for.</summary>
    /// <param name="setting">Value of <see cref="Setting"/>; null or blank where it is not set.</param>
    /// <exception cref="AffectException">As <see cref="VoicePurpose.Parse"/>.</exception>
    public static DeclaredPurpose InTheCloud(string? setting) =>
        string.IsNullOrWhiteSpace(setting) ? new(null, isDeclared: false) : new(VoicePurpose.Parse(setting), isDeclared: true);

    /// <summary>To be called before a voice is read.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.MissingPurpose"/>.</exception>
    public VoicePurpose Require() => _purpose ?? throw new AffectException(
        ErrorCodes.MissingPurpose,
        $"Voices are not read here: no purpose is declared. Set {Setting} (Affect__Purpose) to one of {string.Join(", ", VoicePurpose.Accepted.Select(p => p.Name))} and restart. Text needs none.");

    /// <summary>What is said with every reading of a voice: the model's own notice, the purpose, and what the law says.</summary>
    /// <param name="modelNotice">Of the model's manifest.</param>
    /// <param name="more">What has to be said of this recording besides, or null.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.MissingPurpose"/>.</exception>
    public string NoticeOf(string modelNotice, string? more = null)
    {
        ArgumentNullException.ThrowIfNull(modelNotice);
        var purpose = Require();
        var declared = _isDeclared ? $"Declared purpose: {purpose.Name}." : $"Purpose: {purpose.Name}, for none was declared ({Setting}).";
        var own = string.Join(' ', new[] { modelNotice, more, declared }.Where(n => !string.IsNullOrEmpty(n)));
        return $"{own} Not for the workplace or education (EU AI Act, article 5(1)(f)); tell the people who are heard (article 50).";
    }
}
