namespace ServerlessAffect.Learning.Metrics;

/// <summary>What a disagreement by d classes costs in Cohen's kappa.</summary>
public enum KappaWeights
{
    /// <summary>1, however far.</summary>
    None,

    /// <summary>d.</summary>
    Linear,

    /// <summary>d².</summary>
    Quadratic,
}
