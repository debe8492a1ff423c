using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Cli.Dropping;

/// <summary>Uploads local files into the inbox.</summary>
/// <param name="model">The only model that is to read them: the first folder of their names; null: every champion reads them.</param>
/// <param name="subject">Whom they are about, or null.</param>
internal sealed class InboxDrop(IMediaStore media, UploadWatch watch, string? model, string? subject)
{
    /// <summary>Drops one file under its own name, or, where that is taken, below a folder made of its content.</summary>
    public async Task<DroppedInput> RunAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var name = MediaName.Require(Path.GetFileName(file));
            var folder = model is null ? "" : model + "/";
            await using var content = InputFile.Open(file);
            var item = await ContentHash.ComputeAsync(content, cancellationToken).ConfigureAwait(false);
            var (mark, isDropped) = await DropAsync(folder + name, item, content, overwrite: false, cancellationToken).ConfigureAwait(false);
            if (!isDropped)
            {
                // The name is taken, perhaps by a file that nobody has read yet: it must not be lost.
                (mark, _) = await DropAsync($"{folder}{item.Short}/{name}", item, content, overwrite: true, cancellationToken).ConfigureAwait(false);
            }

            return new DroppedInput(file, mark.Name, item, null) { Mark = mark };
        }
        catch (Exception exception) when (IsOfTheFile(exception))
        {
            return new DroppedInput(file, null, null, ReadableFailure.Of(exception));
        }
    }

    private async Task<(UploadMark Mark, bool IsDropped)> DropAsync(string name, ContentHash item, FileStream content, bool overwrite, CancellationToken cancellationToken)
    {
        var mark = await watch.MarkAsync(name, item, subject, cancellationToken).ConfigureAwait(false);
        content.Position = 0;
        return (mark, await media.DropAsync(name, content, subject, overwrite, cancellationToken).ConfigureAwait(false));
    }

    private static bool IsOfTheFile(Exception exception) => exception switch
    {
        AffectException known => known.Code is ErrorCodes.NotFound or ErrorCodes.UnsafeName or ErrorCodes.UnsupportedType or ErrorCodes.PermissionDenied,
        UnauthorizedAccessException or IOException => true,
        _ => false,
    };
}
