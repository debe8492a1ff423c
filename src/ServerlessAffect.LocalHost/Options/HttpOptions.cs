namespace ServerlessAffect.LocalHost.Options;

/// <summary>Functions with an HTTP trigger.</summary>
public sealed record HttpOptions
{
    /// <summary>On 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>Keys that open functions of level Function. Without any, those functions answer 401.</summary>
    public IReadOnlyList<string> FunctionKeys { get; init; } = [];

    /// <summary>Keys that open every function.</summary>
    public IReadOnlyList<string> AdminKeys { get; init; } = [];

    /// <summary>A larger request is refused with 413.</summary>
    public long MaxRequestBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>A request that takes longer is answered with 504.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(230);
}
