using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Features.Text.Terms;

/// <summary>What fitting text features gives.</summary>
/// <param name="Schema">Names the files by digest; its hash goes into the model's manifest.</param>
/// <param name="Files">The schema's files as they are stored in a model's package, by name (<c>vocabulary.tsv.gz</c>).</param>
/// <param name="Matrix">[fitted texts, columns]: exactly what the extractor returns for the fitted texts.</param>
/// <param name="Terms">[columns], the text of each column's term.</param>
/// <param name="BlockStarts">[blocks + 1], the first column of each block, then the number of columns.</param>
public sealed record FittedTextTerms(
    FeatureSchema Schema,
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files,
    CsrMatrix Matrix,
    IReadOnlyList<string> Terms,
    IReadOnlyList<int> BlockStarts)
{
    public TextTermsExtractor CreateExtractor() => TextTermsExtractor.Create(Schema, Files);
}
