using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Functions.Requests;

/// <summary>A recording that was sent.</summary>
/// <param name="Content">Its bytes, at their start: a <see cref="MemoryStream"/> where they are few, a temporary file otherwise, which is gone when this is disposed.</param>
/// <param name="Model">Who shall score; null: every champion that reads recordings.</param>
internal sealed record RecordingRequest(Stream Content, MediaFormat Format, ModelRef? Model) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
