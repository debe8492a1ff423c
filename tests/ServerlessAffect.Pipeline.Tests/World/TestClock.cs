namespace ServerlessAffect.Pipeline.Tests.World;

/// <summary>The real clock with an offset that a test moves; timers run in real time.</summary>
internal sealed class TestClock : TimeProvider
{
    private TimeSpan _offset;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _offset;

    public override long GetTimestamp() => System.GetTimestamp() + (_offset.Ticks * (TimestampFrequency / TimeSpan.TicksPerSecond));

    public void Advance(TimeSpan by) => _offset += by;
}
