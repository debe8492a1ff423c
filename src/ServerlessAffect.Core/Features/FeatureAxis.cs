namespace ServerlessAffect.Core.Features;

/// <param name="Name">What one step along the axis is: <c>row</c>, <c>term</c>, <c>frame</c>.</param>
/// <param name="Size">Number of steps; -1 where it differs from item to item.</param>
public sealed record FeatureAxis(string Name, int Size);
