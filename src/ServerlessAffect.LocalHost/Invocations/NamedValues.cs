using System.Globalization;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.LocalHost.Invocations;

/// <summary>Parts of what triggered, for parameters that bear their names.</summary>
internal static class NamedValues
{
    public static string ReadText(Invocation invocation, string name) =>
        invocation.Values.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "" : "";

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/> when the text is no such value.</exception>
    public static T Read<T>(Invocation invocation, string name)
        where T : IParsable<T> => T.TryParse(ReadText(invocation, name), CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new AffectException(ErrorCodes.InvalidRequest, $"'{name}' must be a {typeof(T).Name} and is not.");
}
