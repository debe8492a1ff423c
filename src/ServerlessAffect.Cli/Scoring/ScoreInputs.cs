using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>Opens what the command line names.</summary>
internal static class ScoreInputs
{
    public const string StandardInput = "-";

    private const int BufferSize = 1 << 16;

    /// <param name="file">A path, or <see cref="StandardInput"/>.</param>
    /// <param name="standardInput">Read to its end where it is named; kept in a temporary file, for its identity comes before its rows.</param>
    /// <param name="standardInputFormat">What standard input holds, as an extension without dot.</param>
    /// <param name="modalities">What may be in the input.</param>
    /// <exception cref="AffectException">What is wrong with the input as a whole.</exception>
    public static async Task<ScoreInput> OpenAsync(
        string file, Stream standardInput, string standardInputFormat, IReadOnlyList<Modality> modalities, CancellationToken cancellationToken)
    {
        var piped = file == StandardInput;
        if (!piped)
        {
            InputFile.Require(file);
        }

        var format = Require(MediaFormat.OfFileName(piped ? "standard-input." + standardInputFormat : file), modalities);
        var content = piped ? await SpoolAsync(standardInput, cancellationToken).ConfigureAwait(false) : InputFile.Open(file);
        try
        {
            var item = await ContentHash.ComputeAsync(content, cancellationToken).ConfigureAwait(false);
            content.Position = 0;
            return new ScoreInput(file, item, format, content);
        }
        catch
        {
            await content.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static MediaFormat Require(MediaFormat format, IReadOnlyList<Modality> modalities) => modalities.Contains(format.Modality)
        ? format
        : throw new AffectException(
            ErrorCodes.UnsupportedModality,
            $"'{format.Name}' is {format.Modality.ToString().ToLowerInvariant()}, which is not read here; expected {string.Join(" or ", modalities.Select(m => m.ToString().ToLowerInvariant()))}, for example {(modalities.Count > 1 ? ".txt, .csv, .wav or .mp4" : ".txt, .csv or .jsonl")}.");

    private static async Task<FileStream> SpoolAsync(Stream source, CancellationToken cancellationToken)
    {
        var spool = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose);
        await source.CopyToAsync(spool, cancellationToken).ConfigureAwait(false);
        spool.Position = 0;
        return spool;
    }
}
