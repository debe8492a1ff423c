using System.ComponentModel.DataAnnotations;

namespace ServerlessAffect.Functions.Composition;

/// <summary>What a request may be; section <c>Http</c> of the configuration.</summary>
public sealed class HttpLimits
{
    /// <summary>Bytes of a body of JSON that is read at all. 1 KiB to 64 MiB, 8 MiB by default.</summary>
    [Range(1024, 64L << 20)]
    public long MaxBodyBytes { get; set; } = 8L << 20;

    /// <summary>Bytes of a recording that is taken in a request. 64 KiB to 96 MiB, 96 MiB by default: hosts take no more than 100 MB.</summary>
    [Range(65536, 96L << 20)]
    public long MaxMediaBodyBytes { get; set; } = 96L << 20;
}
