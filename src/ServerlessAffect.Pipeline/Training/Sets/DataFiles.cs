using System.Text.Json.Nodes;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>The files of a data set's folder as they are read: what was read is what the snapshot names.</summary>
internal sealed class DataFiles(string set, string folder)
{
    private const int MostBytes = 256 << 20;
    private static readonly TextReadingOptions Limits = new() { MaxFileBytes = MostBytes };
    private readonly JsonObject _digests = [];

    /// <summary>Hash over the names and digests of every file read so far.</summary>
    public ContentHash Snapshot => CanonicalJson.Hash(_digests);

    public bool Has(string name) => File.Exists(Path.Combine(folder, name));

    public async Task<byte[]> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            throw Missing(name);
        }

        if (new FileInfo(path).Length > MostBytes)
        {
            throw Invalid($"the file '{Printable.Shorten(name, 120)}' is larger than {MostBytes >> 20} MiB");
        }

        var content = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        _digests[name] = ContentHash.Compute(content).Value;
        return content;
    }

    /// <summary>Takes a file that is too long for memory into the snapshot without keeping it.</summary>
    public async Task<ContentHash> HashAsync(string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            throw Missing(name);
        }

        await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var hash = await ContentHash.ComputeAsync(content, cancellationToken).ConfigureAwait(false);
        _digests[name] = hash.Value;
        return hash;
    }

    /// <summary>Columns of a csv file that has been read.</summary>
    public IReadOnlyList<CsvRow> Parse(string name, byte[] content, params string[] columns)
    {
        try
        {
            return CsvFile.Read(new MemoryStream(content, writable: false), columns, Limits);
        }
        catch (AffectException exception) when (exception.Code != ErrorCodes.InvalidData)
        {
            throw Unreadable(name, exception);
        }
    }

    /// <summary>As <see cref="Parse"/> with one column that the file may lack; null then.</summary>
    public IReadOnlyList<CsvRow>? ParseOptional(string name, byte[] content, string column)
    {
        try
        {
            return CsvFile.Read(new MemoryStream(content, writable: false), [column], Limits);
        }
        catch (AffectException exception) when (exception.Code == ErrorCodes.UnknownColumn)
        {
            return null;
        }
        catch (AffectException exception) when (exception.Code != ErrorCodes.InvalidData)
        {
            throw Unreadable(name, exception);
        }
    }

    /// <param name="what">What is wrong, without its place in the folder and without any text of the data.</param>
    public AffectException Invalid(string what) => new(ErrorCodes.InvalidData, $"The data {set} cannot be used: {what}.");

    private AffectException Missing(string name) => new(ErrorCodes.UnknownData, $"The folder of the data {set} lacks the file '{Printable.Shorten(name, 120)}'.");

    private AffectException Unreadable(string name, AffectException exception) =>
        new(ErrorCodes.InvalidData, $"The file '{name}' of the data {set} cannot be read: {exception.Message}", exception);
}
