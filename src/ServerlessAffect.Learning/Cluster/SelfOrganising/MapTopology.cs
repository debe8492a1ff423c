namespace ServerlessAffect.Learning.Cluster;

/// <summary>How the units of a <see cref="SelfOrganisingMap"/> lie.</summary>
public enum MapTopology
{
    /// <summary>On squares: a unit's neighbours are the eight around it.</summary>
    Rectangular,

    /// <summary>On hexagons, every second row half a step to the right: six neighbours.</summary>
    Hexagonal,
}
