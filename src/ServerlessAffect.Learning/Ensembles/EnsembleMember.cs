using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Ensembles;

/// <param name="Model">A softmax model; its temperature is part of its log-probabilities.</param>
/// <param name="Weight">Above 0; only its share of the sum counts.</param>
public sealed record EnsembleMember(LinearModel Model, double Weight = 1);
