using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Cli.Dropping;

/// <summary>Uploads local files into the inbox.</summary>
internal static class InboxDrop
{
    /// <summary>Drops one file under its own name, or, where that is taken, below a folder made of its content.</summary>
    public static async Task<DroppedInput> RunAsync(IMediaStore media, string file, string? subject, CancellationToken cancellationToken)
    {
        try
        {
            var name = MediaName.Require(Path.GetFileName(file));
            await using var content = Open(file);
            var item = await ContentHash.ComputeAsync(content, cancellationToken).ConfigureAwait(false);
            content.Position = 0;
            if (!await media.DropAsync(name, content, subject, overwrite: false, cancellationToken).ConfigureAwait(false))
            {
                // The name is taken, perhaps by a file that nobody has read yet: it must not be lost.
                name = $"{item.Short}/{name}";
                content.Position = 0;
                await media.DropAsync(name, content, subject, overwrite: true, cancellationToken).ConfigureAwait(false);
            }

            return new DroppedInput(file, name, item, content.Length, null);
        }
        catch (Exception exception) when (IsOfTheFile(exception))
        {
            return new DroppedInput(file, null, null, 0, ReadableFailure.Of(exception));
        }
    }

    private static FileStream Open(string file)
    {
        if (Directory.Exists(file))
        {
            throw new AffectException(ErrorCodes.UnsupportedType, $"'{Printable.Shorten(file, 120)}' is a folder; name the files in it.");
        }

        return File.Exists(file)
            ? new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan)
            : throw new AffectException(ErrorCodes.NotFound, $"There is no file '{Printable.Shorten(file, 120)}'.");
    }

    private static bool IsOfTheFile(Exception exception) => exception switch
    {
        AffectException known => known.Code is ErrorCodes.NotFound or ErrorCodes.UnsafeName or ErrorCodes.UnsupportedType,
        UnauthorizedAccessException or IOException => true,
        _ => false,
    };
}
