namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>How long a child has been waited for. Time in which nobody waits for it, or in which it waits for its input, is not its fault; nor is time in which this process did
/// not run, and so neither fed it nor took what it gave: on a machine that is busy with other things a child must not be blamed for that.</summary>
/// <param name="mostAtOnce">The clock is looked at more often than this while this process runs; of a longer gap no more counts.</param>
internal sealed class WaitClock(TimeProvider time, TimeSpan mostAtOnce)
{
    private readonly Lock _lock = new();
    private bool _waiting;
    private bool _sourceIsWaitedFor;
    private long _countedTo = time.GetTimestamp();
    private TimeSpan _silence;
    private TimeSpan _waited;

    /// <summary>Set while the child has eaten all that the source gave so far.</summary>
    public bool SourceIsWaitedFor
    {
        set
        {
            lock (_lock)
            {
                Count();
                _sourceIsWaitedFor = value;
                _silence = TimeSpan.Zero;
            }
        }
    }

    /// <summary>Somebody begins to wait for output.</summary>
    public void Begin() => Set(waiting: true);

    /// <summary>Output came.</summary>
    public void End() => Set(waiting: false);

    /// <summary>The child took input.</summary>
    public void Progress()
    {
        lock (_lock)
        {
            Count();
            _silence = TimeSpan.Zero;
        }
    }

    /// <summary>How long the child has been silent while it was waited for, and how long it was waited for in all.</summary>
    public (TimeSpan Silence, TimeSpan Waited) Read()
    {
        lock (_lock)
        {
            Count();
            return (_silence, _waited);
        }
    }

    private void Set(bool waiting)
    {
        lock (_lock)
        {
            Count();
            _waiting = waiting;
            _silence = TimeSpan.Zero;
        }
    }

    private void Count()
    {
        var now = time.GetTimestamp();
        if (_waiting && !_sourceIsWaitedFor)
        {
            var passed = time.GetElapsedTime(_countedTo, now);
            passed = passed < mostAtOnce ? passed : mostAtOnce;
            _silence += passed;
            _waited += passed;
        }

        _countedTo = now;
    }
}
