namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>A folder and the name of the data set that is in it: <c>--data NAME=DIR</c>.</summary>
/// <param name="Name">One of <see cref="DataSets.Names"/>.</param>
public sealed record DataSource(string Name, string Folder);
