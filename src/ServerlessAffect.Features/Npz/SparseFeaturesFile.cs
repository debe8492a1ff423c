using System.Collections.ObjectModel;
using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Features.Npz;

/// <summary>Sparse features as a <c>.npz</c> file that <c>scipy.sparse.load_npz</c> opens (<c>data</c> float32, <c>indices</c>, <c>indptr</c>, <c>shape</c>, <c>format</c>),
/// with the number of each row in its file (<c>rows</c>), the rows that have no features (<c>rejected_rows</c>, <c>rejected_codes</c>, <c>rejected_messages</c>)
/// the hash of the schema (<c>schema</c>) and, if there are any, what to know about the reading (<c>notice</c>) and the rows' own names (<c>ids</c>, a JSON object by row).</summary>
public static class SparseFeaturesFile
{
    public static byte[] Write(SparseFeatures features, ContentHash schema) => NpzFile.Write(Arrays(features, schema));

    /// <param name="bytes">What <see cref="Write"/> made.</param>
    /// <param name="schema">Of the features that are wanted.</param>
    /// <param name="maxBytes">Of all arrays together.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedFeatures"/>; <see cref="ErrorCodes.SchemaMismatch"/>: the file holds features of another schema.</exception>
    public static SparseFeatures Read(ReadOnlyMemory<byte> bytes, ContentHash schema, long maxBytes = NpzFile.DefaultMaxBytes)
    {
        var arrays = NpzFile.Read(bytes, maxBytes);
        var found = One<string>(arrays, "schema");
        if (found != schema.Value)
        {
            throw new AffectException(ErrorCodes.SchemaMismatch, $"Expected features of schema {schema.Short}, the file holds features of schema {Printable.Shorten(found, 12)}; extract the features again.");
        }

        if (One<string>(arrays, "format") != "csr")
        {
            throw NpyFormat.Damaged("format", "it is not 'csr'");
        }

        var shape = Require<long>(arrays, "shape");
        var rows = Require<int>(arrays, "rows");
        if (shape.Length != 2 || shape[0] != rows.Length || shape[1] is < 0 or > int.MaxValue)
        {
            throw NpyFormat.Damaged("shape", "it does not fit the number of rows");
        }

        try
        {
            var values = Array.ConvertAll(Require<float>(arrays, "data"), v => (double)v);
            var matrix = new CsrMatrix(rows.Length, (int)shape[1], Require<int>(arrays, "indptr"), Require<int>(arrays, "indices"), values);
            return new SparseFeatures(matrix, rows, Rejected(arrays))
            {
                Notice = arrays.ContainsKey("notice") ? One<string>(arrays, "notice") : null,
                Ids = Ids(arrays),
            };
        }
        catch (ArgumentException error)
        {
            throw new AffectException(ErrorCodes.DamagedFeatures, "The arrays of the feature file do not fit together. Extract the features again.", error);
        }
    }

    /// <summary>The description that stands beside the file as json: <c>schema</c>, <c>hash</c>, <c>arrays</c> with element type and shape, <c>rejected</c>.</summary>
    public static byte[] Describe(SparseFeatures features, FeatureSchema schema)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(schema);
        var arrays = Arrays(features, schema.Hash).Select(a => new ArrayDescription(a.Key, a.Value.Descr, a.Value.Shape)).OrderBy(a => a.Name, StringComparer.Ordinal);
        return JsonSerializer.SerializeToUtf8Bytes(new SparseFeaturesDescription(schema, schema.Hash, [.. arrays], features.Rejected), AffectJson.Indented);
    }

    private static Dictionary<string, NpyArray> Arrays(SparseFeatures features, ContentHash schema)
    {
        ArgumentNullException.ThrowIfNull(features);
        var matrix = features.Matrix;
        var written = new Dictionary<string, NpyArray>
        {
            ["data"] = NpyArray.Of(Array.ConvertAll(matrix.Values, v => (float)v)),
            ["indices"] = NpyArray.Of(matrix.Indices),
            ["indptr"] = NpyArray.Of(matrix.IndPtr),
            ["shape"] = NpyArray.Of<long>(matrix.Rows, matrix.Columns),
            ["format"] = NpyArray.Scalar("csr"),
            ["rows"] = NpyArray.Of([.. features.Rows]),
            ["rejected_rows"] = NpyArray.Of([.. features.Rejected.Select(r => r.Row)]),
            ["rejected_codes"] = NpyArray.Of([.. features.Rejected.Select(r => r.Code)]),
            ["rejected_messages"] = NpyArray.Of([.. features.Rejected.Select(r => r.Message)]),
            ["schema"] = NpyArray.Scalar(schema.Value),
        };
        if (features.Notice is { } notice)
        {
            written["notice"] = NpyArray.Scalar(notice);
        }

        if (features.Ids.Count > 0)
        {
            // One text: an array of texts would pad every one to the longest.
            written["ids"] = NpyArray.Scalar(JsonSerializer.Serialize(features.Ids.OrderBy(i => i.Key).ToDictionary(), AffectJson.Options));
        }

        return written;
    }

    private static IReadOnlyDictionary<int, string> Ids(IReadOnlyDictionary<string, NpyArray> arrays)
    {
        if (!arrays.ContainsKey("ids"))
        {
            return ReadOnlyDictionary<int, string>.Empty;
        }

        try
        {
            return JsonSerializer.Deserialize<Dictionary<int, string>>(One<string>(arrays, "ids"), AffectJson.Options) is { } ids && !ids.ContainsValue(null!)
                ? ids
                : throw NpyFormat.Damaged("ids", "a row has no name");
        }
        catch (JsonException)
        {
            throw NpyFormat.Damaged("ids", "it is not a JSON object of names by row");
        }
    }

    private static RejectedRow[] Rejected(IReadOnlyDictionary<string, NpyArray> arrays)
    {
        var rows = Require<int>(arrays, "rejected_rows");
        var codes = Require<string>(arrays, "rejected_codes");
        var messages = Require<string>(arrays, "rejected_messages");
        return codes.Length == rows.Length && messages.Length == rows.Length
            ? [.. rows.Select((row, i) => new RejectedRow(row, codes[i], messages[i]))]
            : throw NpyFormat.Damaged("rejected_rows", "it does not fit its reasons");
    }

    private static T[] Require<T>(IReadOnlyDictionary<string, NpyArray> arrays, string name) =>
        arrays.TryGetValue(name, out var array) && array.Data is T[] data && array.Shape.Count <= 1
            ? data
            : throw NpyFormat.Damaged(name, $"it is missing or has not the expected form (one dimension of {typeof(T).Name})");

    private static T One<T>(IReadOnlyDictionary<string, NpyArray> arrays, string name) =>
        Require<T>(arrays, name) is [var value] ? value : throw NpyFormat.Damaged(name, "it is not a single value");
}
