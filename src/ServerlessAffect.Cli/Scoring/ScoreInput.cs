using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>One input of <c>affect score</c> whose identity is known and whose content can be read from its start.</summary>
/// <param name="File">As it was named on the command line; <c>-</c> for standard input.</param>
internal sealed record ScoreInput(string File, ContentHash Item, MediaFormat Format, Stream Content) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
