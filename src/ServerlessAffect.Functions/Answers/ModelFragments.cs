using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Functions.Answers;

/// <summary>What every reading of one model repeats, encoded once.</summary>
internal sealed class ModelFragments
{
    private static readonly ConditionalWeakTable<ITextScorer, ModelFragments> Known = [];
    private readonly string[] _names;

    private ModelFragments(ITextScorer scorer)
    {
        var manifest = scorer.Manifest;
        var identity = ModelIdentity.Of(manifest);
        _names = [.. manifest.Classes];
        Labels = [.. _names.Select(Quoted)];
        Members = [.. Labels.Select((label, place) => (byte[])[.. place > 0 ? ","u8 : [], .. label, .. ":"u8])];
        Model =
        [
            .. ",\"model\":{\"name\":"u8, .. Quoted(identity.Name), .. ",\"version\":"u8, .. Quoted(identity.Version), .. ",\"sha256\":"u8, .. Quoted(identity.Sha256.Value),
            .. "},\"schema\":"u8, .. Quoted(manifest.SchemaHash.Value), .. ",\"windows\":[],\"voiceActivity\":null,\"notice\":"u8, .. Quoted(manifest.Notice),
        ];
        Length = Model.Length + (2 * Labels.Sum(l => l.Length + 2 + ProbabilityText.MaxLength));
    }

    /// <summary>In the model's order: a class's name as a string of JSON.</summary>
    public byte[][] Labels { get; }

    /// <summary>In the model's order: what stands before a class's probability.</summary>
    public byte[][] Members { get; }

    /// <summary>The members from <c>model</c> to <c>notice</c>.</summary>
    public byte[] Model { get; }

    /// <summary>Bytes that label, probabilities and <see cref="Model"/> take together at most.</summary>
    public int Length { get; }

    public static ModelFragments Of(ITextScorer scorer) => Known.GetValue(scorer, static s => new ModelFragments(s));

    /// <summary>The class of that name, as a string of JSON.</summary>
    public ReadOnlySpan<byte> Label(string name) => Labels[Array.IndexOf(_names, name)];

    private static byte[] Quoted(string text) => [.. "\""u8, .. AnswerBytes.Encode(text).EncodedUtf8Bytes, .. "\""u8];
}
