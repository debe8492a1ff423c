using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>The terms of some texts and one linear model per member over them.</summary>
internal sealed record TextMembers(FittedTextTerms Terms, LinearModel[] Models) : IMemberModels
{
    public double[][] Score(LabelledRows rows, CancellationToken cancellationToken)
    {
        FeatureMatrix x = Terms.CreateExtractor().Extract(rows.Texts, cancellationToken);
        return Array.ConvertAll(Models, m => m.DecisionFunction(x, cancellationToken));
    }
}
