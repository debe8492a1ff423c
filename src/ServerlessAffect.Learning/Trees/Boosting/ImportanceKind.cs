namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>What a column's importance counts; XGBoost's <c>importance_type</c>.</summary>
public enum ImportanceKind
{
    /// <summary>Splits that ask about the column.</summary>
    Weight,

    /// <summary>Mean decrease of the loss by such a split.</summary>
    Gain,

    /// <summary>Mean sum of second derivatives of the rows that come to such a split.</summary>
    Cover,

    /// <summary>Sum of the decreases.</summary>
    TotalGain,

    /// <summary>Sum of the covers.</summary>
    TotalCover,
}
