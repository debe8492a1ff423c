namespace ServerlessAffect.Learning.Cluster.Selection;

/// <summary>Progress of work whose steps are counted beforehand.</summary>
internal static class StepProgress
{
    internal static void Report(IProgress<FitProgress>? progress, int done, int all) =>
        progress?.Report(new FitProgress(done, all, 1 - ((double)done / all), done == all));
}
