namespace ServerlessAffect.Learning.Tests;

/// <summary>Keeps what a fit reported, and may do something at each report.</summary>
internal sealed class Reports(Action<FitProgress>? then = null) : IProgress<FitProgress>
{
    internal List<FitProgress> All { get; } = [];

    public void Report(FitProgress value)
    {
        All.Add(value);
        then?.Invoke(value);
    }
}
