using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.LocalHost.Storage;

/// <summary>Replaces <c>%name%</c> in what a trigger attribute says with the setting of that name.</summary>
internal static partial class SettingText
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidSetting"/> where a setting is missing.</exception>
    public static string Expand(IConfiguration configuration, string text) => Placeholder().Replace(text, match => configuration[match.Groups[1].Value]
        ?? throw new AffectException(ErrorCodes.InvalidSetting, $"The setting '{match.Groups[1].Value}' is not set, and a trigger asks for it ('{text}')."));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder();
}
