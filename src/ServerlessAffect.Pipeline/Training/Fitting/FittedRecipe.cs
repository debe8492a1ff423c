using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>What fitting a recipe on some rows gives.</summary>
/// <param name="Terms">The terms that were kept.</param>
/// <param name="Model">The folded members with their temperature, weights in double precision.</param>
/// <param name="Stored">The same with the weights as the recipe stores them: what serving will compute with.</param>
/// <param name="Uncalibrated">The members folded without any temperature.</param>
/// <param name="HeldOut">What calibration was fitted on.</param>
/// <param name="Stopped">Names of the fits, those of the folds included, that their iteration limit ended before their tolerance.</param>
internal sealed record FittedRecipe(FittedTextTerms Terms, LinearModel Model, LinearModel Stored, LinearModel Uncalibrated, HeldOutScores HeldOut, IReadOnlyList<string> Stopped);
