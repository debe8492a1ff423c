using System.ComponentModel.DataAnnotations;

namespace ServerlessAffect.Functions.Composition;

/// <summary>What a request may be; section <c>Http</c> of the configuration.</summary>
public sealed class HttpLimits
{
    /// <summary>Bytes of a body that is read at all. 1 KiB to 64 MiB, 8 MiB by default.</summary>
    [Range(1024, 64L << 20)]
    public long MaxBodyBytes { get; set; } = 8L << 20;
}
