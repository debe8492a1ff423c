using ServerlessAffect.Learning;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>Told on the fit's own thread, unlike <see cref="Progress{T}"/>: the last report is there when the fit returns.</summary>
internal sealed class LastReport : IProgress<FitProgress>
{
    public bool Converged { get; private set; }

    public void Report(FitProgress value) => Converged = value.Converged;
}
