using Microsoft.Extensions.Options;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Cli.CommandLine;

/// <summary>What a person is told of an exception: a code and a sentence, never a stack trace.</summary>
internal static class ReadableFailure
{
    public static ReadingError Of(Exception exception) => exception switch
    {
        AffectException known => new ReadingError(known.Code, known.Message),
        OptionsValidationException wrong => new ReadingError(ErrorCodes.InvalidSetting, string.Join(" ", wrong.Failures)),
        UnauthorizedAccessException => new ReadingError(ErrorCodes.PermissionDenied, $"{Sentence(exception)} Choose another folder, or mend its permissions."),
        FileNotFoundException or DirectoryNotFoundException => new ReadingError(ErrorCodes.NotFound, Sentence(exception)),
        IOException => new ReadingError(ErrorCodes.InputOutput, Sentence(exception)),
        _ => new ReadingError(ErrorCodes.Internal, $"An unforeseen failure, {exception.GetType().Name}: {Sentence(exception)} Please report it."),
    };

    private static string Sentence(Exception exception) => Printable.Shorten(exception.Message, 300);
}
