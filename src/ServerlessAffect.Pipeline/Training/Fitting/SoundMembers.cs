using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Pipeline.Training.Recordings;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>One model per member over the features of recordings.</summary>
internal sealed record SoundMembers(SoundTable Table, DensePipeline[] Models) : IMemberModels
{
    public double[][] Score(LabelledRows rows, CancellationToken cancellationToken)
    {
        var x = Table.Rows(rows.Examples);
        return Array.ConvertAll(Models, m => m.DecisionFunction(x, cancellationToken));
    }
}
