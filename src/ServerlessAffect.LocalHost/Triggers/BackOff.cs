namespace ServerlessAffect.LocalHost.Triggers;

/// <summary>Pauses that double from the shortest to the longest until something happens.</summary>
internal sealed class BackOff(TimeSpan shortest, TimeSpan longest)
{
    private int _doublings;

    public TimeSpan Next()
    {
        var pause = shortest * Math.Pow(2, _doublings);
        if (pause >= longest)
        {
            return longest;
        }

        _doublings++;
        return pause;
    }

    public void Reset() => _doublings = 0;
}
