namespace ServerlessAffect.Learning.NaiveBayes;

/// <summary>What an NB-SVM minimises over its scaled features.</summary>
public enum NbLoss
{
    /// <summary>The squared hinge, with <see cref="Linear.LinearSvc"/>.</summary>
    SquaredHinge,

    /// <summary>The logistic loss of one class against the rest, with <see cref="Linear.LogisticRegression"/>.</summary>
    Logistic,
}
