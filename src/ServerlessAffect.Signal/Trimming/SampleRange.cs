namespace ServerlessAffect.Signal.Trimming;

/// <summary>Samples from <paramref name="Start"/> up to and without <paramref name="End"/>.</summary>
public readonly record struct SampleRange(int Start, int End)
{
    public int Length => End - Start;
}
