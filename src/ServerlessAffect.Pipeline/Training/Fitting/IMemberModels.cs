namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>One model per member of a recipe, fitted on some rows, none calibrated.</summary>
internal interface IMemberModels
{
    /// <summary>Scores of other rows by each member, [members][rows * classes].</summary>
    double[][] Score(LabelledRows rows, CancellationToken cancellationToken);
}
