namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>A row of a table's manifest; empty fields are null.</summary>
internal sealed record ManifestRow(string Label, string? Text, string? File, string? Group, string? Subject);
