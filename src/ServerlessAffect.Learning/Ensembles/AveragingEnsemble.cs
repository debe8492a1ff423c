using System.Numerics.Tensors;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Ensembles;

/// <summary>The weighted mean of the log-probabilities of several linear models over the same features, made probabilities again.</summary>
/// <remarks>
/// A softmax model's log-probabilities are its scores over its temperature minus something that is the same for all classes, so the mean is itself a linear
/// model: Σ_m w_m W_m / T_m. <see cref="Fold"/> returns it.
/// </remarks>
public sealed class AveragingEnsemble
{
    private readonly IReadOnlyList<EnsembleMember> _members;

    /// <exception cref="ArgumentException">No members; classes or features differ; a weight is not above 0; a model's link is not softmax.</exception>
    public AveragingEnsemble(IReadOnlyList<EnsembleMember> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0)
        {
            throw new ArgumentException("Expected one member at least.", nameof(members));
        }

        var first = members[0].Model;
        for (var m = 0; m < members.Count; m++)
        {
            var (model, weight) = members[m];
            if (model.Features != first.Features || !model.Classes.SequenceEqual(first.Classes, StringComparer.Ordinal))
            {
                throw new ArgumentException($"Expected the classes and {first.Features} features of the first member; member {m} has {model.Classes.Count} classes, {model.Features} features.", nameof(members));
            }

            if (!(weight > 0 && double.IsFinite(weight)) || model.Link != ProbabilityLink.Softmax)
            {
                throw new ArgumentException($"Expected a weight above 0 and a softmax link; member {m} has {weight} and {model.Link}.", nameof(members));
            }
        }

        _members = members;
    }

    public IReadOnlyList<string> Classes => _members[0].Model.Classes;

    /// <summary>[rows, classes].</summary>
    public double[] PredictLogProba(FeatureMatrix x, CancellationToken cancellationToken = default)
    {
        var mean = new double[x.Rows * Classes.Count];
        foreach (var (model, share) in Shares())
        {
            TensorPrimitives.MultiplyAdd(model.PredictLogProba(x, cancellationToken), share, mean, mean);
        }

        for (var at = 0; at < mean.Length; at += Classes.Count)
        {
            ClassScores.ToLogProbabilities(mean.AsSpan(at, Classes.Count), temperature: 1, ProbabilityLink.Softmax);
        }

        return mean;
    }

    /// <summary>[rows, classes]; every row sums to 1.</summary>
    public double[] PredictProba(FeatureMatrix x, CancellationToken cancellationToken = default)
    {
        var values = PredictLogProba(x, cancellationToken);
        TensorPrimitives.Exp(values, values);
        return values;
    }

    /// <summary>One linear model with the same probabilities, temperature 1.</summary>
    public LinearModel Fold()
    {
        var first = _members[0].Model;
        var coefficients = new double[first.Coefficients.Length];
        var intercept = new double[first.Intercept.Length];
        foreach (var (model, share) in Shares())
        {
            TensorPrimitives.MultiplyAdd(model.Coefficients, share / model.Temperature, coefficients, coefficients);
            TensorPrimitives.MultiplyAdd(model.Intercept, share / model.Temperature, intercept, intercept);
        }

        return new LinearModel(first.Classes, first.Features, coefficients, intercept);
    }

    private IEnumerable<EnsembleMember> Shares()
    {
        var sum = _members.Sum(m => m.Weight);
        return _members.Select(m => m with { Weight = m.Weight / sum });
    }
}
