using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>A folder of labelled examples, read.</summary>
/// <param name="Name">Of the reader.</param>
/// <param name="Classes">Names in the order of the data set; every label is one of them.</param>
/// <param name="Train">What training may see.</param>
/// <param name="Published">The test part that came with the data; empty where there is none.</param>
/// <param name="Snapshot">Hash over the names and contents of the files.</param>
/// <param name="Terms">Under which the data may be used, as its folder says; null where it does not.</param>
public sealed record DataSet(
    string Name, IReadOnlyList<string> Classes, IReadOnlyList<LabelledExample> Train, IReadOnlyList<LabelledExample> Published, ContentHash Snapshot, string? Terms = null);
