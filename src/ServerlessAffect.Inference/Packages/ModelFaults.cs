using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Inference.Packages;

/// <summary>The two ways in which a model package can be refused.</summary>
internal static class ModelFaults
{
    private const string Remedy = "restore the package from where it was published, or train and publish again";

    /// <summary>The bytes are not the ones that were published.</summary>
    public static AffectException Tampered(string what, Exception? inner = null) =>
        new(ErrorCodes.TamperedModel, $"The model package was changed after it was made: {what}; {Remedy}.", inner);

    /// <summary>The package is incomplete or says what this program cannot read.</summary>
    public static AffectException Damaged(string what, Exception? inner = null) =>
        new(ErrorCodes.DamagedModel, $"The model package cannot be used: {what}; {Remedy}.", inner);

    public static string Shown(string name) => $"'{Printable.Shorten(name, 64)}'";
}
