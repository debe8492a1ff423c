namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>How splits are looked for; XGBoost's <c>tree_method</c>.</summary>
public enum TreeMethod
{
    /// <summary>Between any two neighbouring values of a column.</summary>
    Exact,

    /// <summary>Between quantiles that every round sketches anew.</summary>
    Approx,

    /// <summary>Between quantiles that are fixed before the first round; much the fastest on wide or long data.</summary>
    Hist,
}
