namespace ServerlessAffect.Learning.Manifold;

/// <summary>How the forces between the points of an embedding are summed.</summary>
public enum TsneMethod
{
    /// <summary>Far groups of points act as one, and only near rows attract: time and memory grow little faster than the rows.</summary>
    BarnesHut,

    /// <summary>Every pair, in rows² time and memory: for up to some thousands of rows.</summary>
    Exact,
}
