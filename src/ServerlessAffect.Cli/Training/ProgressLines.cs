using System.Globalization;
using ServerlessAffect.Pipeline.Training;

namespace ServerlessAffect.Cli.Training;

/// <summary>One line a stage, as it begins.</summary>
internal sealed class ProgressLines(TextWriter error) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) =>
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"affect: {value.Elapsed:mm\\:ss} {value.Stage}"));
}
