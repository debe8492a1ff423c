using System.Globalization;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Pipeline.Training.Evaluation;

/// <summary>Which models predict which rows: <c>split</c> (fit on the training part, predict the comparison part), <c>kfold:N</c>, <c>loso</c> (one fold a group).</summary>
/// <param name="Folds">Null for <c>split</c>; 0 for <c>loso</c>; else the number of folds.</param>
public sealed record EvaluationProtocol(int? Folds)
{
    private const int MostFolds = 50;

    public static EvaluationProtocol Split { get; } = new((int?)null);

    public static EvaluationProtocol LeaveOneGroupOut { get; } = new(0);

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>.</exception>
    public static EvaluationProtocol Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            "split" => Split,
            "loso" => LeaveOneGroupOut,
            _ when text.StartsWith("kfold:", StringComparison.Ordinal)
                && int.TryParse(text.AsSpan("kfold:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var folds)
                && folds is >= 2 and <= MostFolds => new EvaluationProtocol(folds),
            _ => throw new AffectException(
                ErrorCodes.InvalidRequest, $"The protocol '{Printable.Shorten(text, 40)}' is not known; expected split, loso, or kfold:N with N from 2 to {MostFolds}."),
        };
    }

    public override string ToString() => Folds switch
    {
        null => "split",
        0 => "loso",
        _ => string.Create(CultureInfo.InvariantCulture, $"kfold:{Folds}"),
    };
}
