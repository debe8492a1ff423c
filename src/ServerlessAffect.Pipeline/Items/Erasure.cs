namespace ServerlessAffect.Pipeline.Items;

/// <summary>What an erasure did.</summary>
/// <param name="Items">Items that are gone.</param>
/// <param name="Kept">Items that stay because another subject's sources claim them too; they lost the subject's sources.</param>
/// <param name="Removed">How many blobs of each kind are gone.</param>
public sealed record Erasure(string Subject, int Items, int Kept, IReadOnlyDictionary<string, int> Removed);
