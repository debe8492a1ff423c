using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Functions.Requests;

/// <summary>What <c>POST /api/score/audio</c> was asked. Disposing it gives up the content.</summary>
/// <param name="Content">Seekable, at its start; a <see cref="MemoryStream"/> where it is small enough to be answered at once.</param>
/// <param name="Format">What the content type promises.</param>
/// <param name="Subject">Whom it is about, or null.</param>
internal sealed record ScoreAudioRequest(Stream Content, MediaFormat Format, ModelRef? Model, string? Subject) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
