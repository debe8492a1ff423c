using System.Text.Json.Serialization;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Cli.Dropping;

/// <summary>One file that was to be dropped.</summary>
/// <param name="File">As it was named on the command line.</param>
/// <param name="Name">Its name below <c>inbox/</c>; null where it was not dropped.</param>
/// <param name="Error">Why it was not dropped.</param>
internal sealed record DroppedInput(string File, string? Name, ContentHash? Item, ReadingError? Error)
{
    /// <summary>By which the upload is followed; null where it was not dropped.</summary>
    [JsonIgnore]
    public UploadMark? Mark { get; init; }
}
