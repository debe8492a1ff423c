namespace ServerlessAffect.Learning.Linear;

/// <summary>What a logistic regression over more than two classes minimises.</summary>
public enum MultiClass
{
    /// <summary>One softmax over all classes.</summary>
    Multinomial,

    /// <summary>One binary problem a class, against the rest.</summary>
    OneVsRest,
}
