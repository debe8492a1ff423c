using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>The terms of some texts and one model per member of the recipe over them, none calibrated.</summary>
internal sealed record MemberModels(FittedTextTerms Terms, LinearModel[] Models);
