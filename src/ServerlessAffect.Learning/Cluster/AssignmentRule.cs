namespace ServerlessAffect.Learning.Cluster;

/// <summary>Where the cluster of a row that was not fitted comes from.</summary>
public enum AssignmentRule
{
    /// <summary>The method's own prediction: the nearest centre, the likeliest component, …</summary>
    Predicted,

    /// <summary>The method has none; the row takes the label of the nearest fitted row, noise included.</summary>
    NearestLabelled,
}
