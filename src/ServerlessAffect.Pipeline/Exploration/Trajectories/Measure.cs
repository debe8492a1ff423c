namespace ServerlessAffect.Pipeline.Exploration.Trajectories;

/// <summary>A number of every item that can be followed over time: the probability that a champion gives to a class, or whether its label is that class.</summary>
/// <param name="Name">For people.</param>
/// <param name="Values">[items]; NaN where the item has none.</param>
internal sealed record Measure(string Name, double[] Values);
