using Microsoft.AspNetCore.Http;

namespace ServerlessAffect.Functions.Tests.World;

/// <summary>A body that the server gives up on while it is read.</summary>
internal sealed class RefusedBody(int status) : MemoryStream
{
    /// <summary>Words of the server, for whoever configures it.</summary>
    public const string Jargon = "MinRequestBodyDataRate";

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        throw new BadHttpRequestException($"Reading the request body failed. See {Jargon}.", status);
}
