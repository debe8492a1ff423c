using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Text.Terms;

namespace ServerlessAffect.Features.Text.Lemmas;

/// <summary>The lists as a file that a schema names by digest: what scoring needs to lemmatise as training did, WordNet's licence at its head.</summary>
internal static class WordNetFile
{
    public const string Name = "wordnet.tsv.gz";

    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedModel"/>, <see cref="ErrorCodes.TamperedModel"/>.</exception>
    public static WordNetLists Open(FeatureSchema schema, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files) =>
        WordNetLists.FromAsset(CompressedAsset.Open(schema, files, Name));
}
