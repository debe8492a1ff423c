namespace ServerlessAffect.Learning.Linear;

/// <summary>How the scores of a linear model become probabilities.</summary>
public enum ProbabilityLink
{
    /// <summary>exp(s_c / T) over the sum of it: multinomial models, naive Bayes, margins with a fitted temperature. Models with this link fold.</summary>
    Softmax,

    /// <summary>1 / (1 + exp(-s_c / T)) for each class, divided by their sum: one-vs-rest logistic regression, as scikit-learn does.</summary>
    OneVsRest,
}
