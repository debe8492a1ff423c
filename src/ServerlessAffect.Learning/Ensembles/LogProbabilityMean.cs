using System.Numerics.Tensors;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Ensembles;

/// <summary>The weighted mean of the log-probabilities of several classifiers of the same rows, over a temperature, made probabilities again: a product of experts.</summary>
public sealed class LogProbabilityMean : IDenseClassifier
{
    /// <param name="members">One at least; the same classes and features, weights above 0.</param>
    /// <param name="temperature">Of the mean; above 0.</param>
    /// <exception cref="ArgumentException">The members do not fit together.</exception>
    public LogProbabilityMean(IReadOnlyList<DenseMember> members, double temperature = 1)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0 || !(temperature > 0 && double.IsFinite(temperature)))
        {
            throw new ArgumentException($"Expected one member at least and a finite temperature above 0; got {members.Count} and {temperature}.", nameof(members));
        }

        var first = members[0].Model;
        foreach (var (model, weight) in members)
        {
            if (model.Features != first.Features || !model.Classes.SequenceEqual(first.Classes, StringComparer.Ordinal) || !(weight > 0 && double.IsFinite(weight)))
            {
                throw new ArgumentException(
                    $"Expected {first.Features} features, the same {first.Classes.Count} classes and weights above 0; got {model.Features}, {model.Classes.Count} and {weight}.", nameof(members));
            }
        }

        (Members, Temperature) = (members, temperature);
    }

    public IReadOnlyList<DenseMember> Members { get; }

    public double Temperature { get; }

    public IReadOnlyList<string> Classes => Members[0].Model.Classes;

    public int Features => Members[0].Model.Features;

    /// <summary>The same mean, other probabilities.</summary>
    public LogProbabilityMean WithTemperature(double temperature) => new(Members, temperature);

    /// <summary>The weighted mean of the log-probabilities, [rows, classes].</summary>
    public double[] DecisionFunction(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        var total = Members.Sum(m => m.Weight);
        var mean = new double[x.Rows * Classes.Count];
        foreach (var (model, weight) in Members)
        {
            TensorPrimitives.MultiplyAdd(model.PredictLogProba(x, cancellationToken), weight / total, mean, mean);
        }

        return mean;
    }

    public double[] PredictLogProba(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        var values = DecisionFunction(x, cancellationToken);
        for (var at = 0; at < values.Length; at += Classes.Count)
        {
            ClassScores.ToLogProbabilities(values.AsSpan(at, Classes.Count), Temperature, ProbabilityLink.Softmax);
        }

        return values;
    }
}
