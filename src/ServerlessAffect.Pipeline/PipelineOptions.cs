namespace ServerlessAffect.Pipeline;

/// <summary>Limits and patience of the use cases. Validated when the host starts (<see cref="PipelineOptionsCheck"/>).</summary>
public sealed class PipelineOptions
{
    /// <summary>Bytes of a text; larger files are quarantined. 1 to 1 GiB, 64 MiB by default.</summary>
    public long MaxFileBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Bytes; a file up to this size is read once into memory, a larger one is read twice. 64 MiB at most, 4 MiB by default.</summary>
    public int InMemoryBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Bytes of a recording or video; larger files are quarantined. 1 to 64 GiB, 8 GiB by default: 12 hours of plain WAV.</summary>
    public long MaxMediaBytes { get; set; } = 8L * 1024 * 1024 * 1024;

    /// <summary>The longest recording that is read, however small its file. 1 s to 24 h, 12 h by default.</summary>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromHours(12);

    /// <summary>What one recording may take; below the function's own time-out. 1 s to 6 h, 55 min by default.</summary>
    public TimeSpan MediaDeadline { get; set; } = TimeSpan.FromMinutes(55);

    /// <summary>Path or name of ffmpeg; null, the default: <c>ffmpeg</c> on the path. A host reads it from the setting <c>Affect:Ffmpeg</c>.</summary>
    public string? Ffmpeg { get; set; }

    /// <summary>How long the decoder is waited for without a sign of life. 1 s to 10 min, 60 s by default.</summary>
    public TimeSpan DecoderPatience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of a recording that one request gets answered at once; larger ones go the way of a dropped file. 1 to 64 MiB, 4 MiB by default.</summary>
    public int SynchronousMediaBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Length of a recording that one request gets answered at once. 1 s to 10 min, 60 s by default.</summary>
    public TimeSpan SynchronousDuration { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Rows of a table; one with more is quarantined. 1 to 1,000,000, 50,000 by default.</summary>
    public int MaxRows { get; set; } = 50_000;

    /// <summary>Entries of the features that one model needs of a file; one with more is quarantined, because its features are made in memory, in about 50 bytes an entry.
    /// 50,000 tweets have 23 million. 1 to 100 million, 32 Mi by default.</summary>
    public int MaxEntries { get; set; } = 32 << 20;

    /// <summary>What one text file may take; below the function's own time-out, which nobody records. 1 s to 1 h, 4 min by default.</summary>
    public TimeSpan ItemDeadline { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>Recorded failures until a request becomes a dead letter, or a file is given up. 1 to 100, five by default.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Items, and texts of tables, that one report is about at most. 1 to 1,000,000, 10,000 by default.</summary>
    public int ExploreItems { get; set; } = 10_000;

    /// <summary>Bytes of the items of one report together; recordings lie in the machine's temporary folder meanwhile. 1 to 64 GiB, 4 GiB by default.</summary>
    public long ExploreBytes { get; set; } = 4L << 30;

    /// <summary>What one report may take; below the function's own time-out. 1 s to 6 h, 55 min by default.</summary>
    public TimeSpan ExploreDeadline { get; set; } = TimeSpan.FromMinutes(55);

    /// <summary>How long a list of champions may be used before it is read again. Zero to 10 min, 5 s by default.</summary>
    public TimeSpan ChampionsFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A dropped file that nobody has taken for this long was missed by its trigger. 1 s to 1 day, 2 min by default.</summary>
    public TimeSpan MissedAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>What one reconciliation may take; below the function's own time-out, and above <see cref="MediaDeadline"/>, so that a file that is too slow is found out.
    /// What is left is done by the next. 1 s to 1 h, 57 min by default.</summary>
    public TimeSpan ReconcileFor { get; set; } = TimeSpan.FromMinutes(57);

    /// <summary>A reading owed for this long is asked for again. 1 s to 1 day, 15 min by default.</summary>
    public TimeSpan ResendAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Texts that one request gets answered at once; more go the way of a dropped file. 1 to 10,000, 256 by default.</summary>
    public int SynchronousTexts { get; set; } = 256;

    /// <summary>UTF-16 code units over all texts that one request gets answered at once. 1 to 16 Mi, 256 Ki by default.</summary>
    public int SynchronousCharacters { get; set; } = 256 * 1024;
}
