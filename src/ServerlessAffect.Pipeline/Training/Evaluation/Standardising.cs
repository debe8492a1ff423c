namespace ServerlessAffect.Pipeline.Training.Evaluation;

/// <summary>How features are standardised before they are evaluated.</summary>
public enum Standardising
{
    None,

    /// <summary>Each speaker by that speaker's own unlabelled clips; for speech.</summary>
    Speaker,
}
