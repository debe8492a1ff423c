namespace ServerlessAffect.Learning.Manifold;

/// <summary>Where the points of an embedding start.</summary>
public enum TsneInit
{
    /// <summary>On the first principal components, shrunk: the far order of the rows is kept, and runs differ little.</summary>
    Pca,

    /// <summary>Anywhere close to the origin.</summary>
    Random,
}
