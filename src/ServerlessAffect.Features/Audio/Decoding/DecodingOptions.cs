namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>What opening a recording may cost, and where the decoder is.</summary>
public sealed record DecodingOptions
{
    /// <summary>Path or name of ffmpeg; null, the default, is what the environment's <c>Affect__Ffmpeg</c> names, else <c>ffmpeg</c> on the path. Plain WAV files need none.</summary>
    public string? Ffmpeg { get; init; }

    /// <summary>Longest sound that is read; 12 hours. However small the file: silence packs a thousandfold.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Most processor time that the decoder may use for one file; 15 minutes (12 hours of AAC take less than one).</summary>
    public TimeSpan MaxProcessorTime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Longest time that the decoder may be waited for without a sign of life; 60 seconds. A slow source, a slow reader, and time in which this process did not get to run do not count.</summary>
    public TimeSpan MaxSilence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time that the decoder may be waited for in all; 30 minutes.</summary>
    public TimeSpan MaxWaiting { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Address space of the decoder in bytes; 2 GiB, of which it uses some 60 MiB.</summary>
    public long MaxDecoderMemory { get; init; } = 2L << 30;

    /// <summary>Where files of containers that must be sought in (mp4, mov, m4a) are kept while they are decoded; null is the system's temporary folder.</summary>
    public string? TemporaryFolder { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
