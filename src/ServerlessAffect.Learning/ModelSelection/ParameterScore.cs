namespace ServerlessAffect.Learning.ModelSelection;

/// <summary>Fits with some hyper-parameters on the fold's <see cref="Fold.Train"/> alone and says how well it does on its other rows; higher is better.</summary>
public delegate double ParameterScore(ParameterSet parameters, Fold fold, CancellationToken cancellationToken);
