namespace ServerlessAffect.Learning.Manifold;

/// <summary>Where the points of a <see cref="Umap"/> start.</summary>
public enum UmapInit
{
    /// <summary>On the first principal components: the far order of the rows is kept.</summary>
    Pca,

    /// <summary>Anywhere in a box.</summary>
    Random,
}
