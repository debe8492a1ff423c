using System.Text.Json.Serialization;

namespace ServerlessAffect.Pipeline.Training.Evaluation;

/// <summary>Figures of some predictions; definitions as in scikit-learn, calibration error over 15 bins of equal width.</summary>
public record EvaluationFigures
{
    [JsonPropertyOrder(-7)]
    public required int N { get; init; }

    public required double Accuracy { get; init; }

    /// <summary>Unweighted average recall of the classes that occur.</summary>
    public required double Uar { get; init; }

    /// <summary>Mean over the classes that occur among the truth or the predictions.</summary>
    public required double MacroF1 { get; init; }

    public required double WeightedF1 { get; init; }

    /// <summary>Accuracy of always naming the most frequent class.</summary>
    public required double MajorityAccuracy { get; init; }

    /// <summary>Of two classes: the chance that an example of the second class has the higher probability of it than one of the first, the area under the ROC curve. Null of more classes, where
    /// the examples are of one class alone, and in files of before it was noted.</summary>
    public double? Auc { get; init; }

    /// <summary>By the name of the figure, the ends of its 95 % bootstrap interval; whole groups are drawn.</summary>
    public required IReadOnlyDictionary<string, double[]> Ci95 { get; init; }

    /// <summary>Expected calibration error of the members' mean without any temperature.</summary>
    public required double EceBefore { get; init; }

    /// <summary>Expected calibration error of the probabilities that are given out.</summary>
    public required double EceAfter { get; init; }

    /// <summary>Share of the readings that are not unsure.</summary>
    public required double SureShare { get; init; }

    /// <summary>Accuracy of the readings that are not unsure; null where there are none.</summary>
    public required double? SureAccuracy { get; init; }
}
