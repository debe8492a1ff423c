namespace ServerlessAffect.Learning.Ensembles;

/// <param name="Model">Its temperature is part of its log-probabilities.</param>
/// <param name="Weight">Above 0; only its share of the sum counts.</param>
public sealed record DenseMember(IDenseClassifier Model, double Weight = 1);
