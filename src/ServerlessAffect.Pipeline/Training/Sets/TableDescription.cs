namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>The file <c>dataset.json</c> beside a table's manifest.</summary>
/// <param name="Terms">Under which the data may be used; they go with the models that are trained on it.</param>
internal sealed record TableDescription(string? Terms);
