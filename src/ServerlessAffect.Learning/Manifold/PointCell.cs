namespace ServerlessAffect.Learning.Manifold;

/// <summary>What a cell of a <see cref="PointTree"/> is for points afar.</summary>
internal struct PointCell
{
    /// <summary>The centre of its points; in the plane, z is 0.</summary>
    internal double X;

    internal double Y;

    internal double Z;

    /// <summary>The squared distance beyond which its points act as one: the longest side of the box around them, by the angle; below 0 where all lie at one place.</summary>
    internal double SquaredReach;

    /// <summary>Its first point in <see cref="PointTree.Sorted"/>.</summary>
    internal int First;

    /// <summary>How many points it has.</summary>
    internal int Size;

    /// <summary>The first cell that is not within it; a leaf's is the one after it.</summary>
    internal int Next;

    internal readonly bool Holds(int point) => First <= point && point < First + Size;
}
