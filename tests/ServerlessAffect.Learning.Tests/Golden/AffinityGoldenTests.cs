using System.Globalization;
using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Every case of affinity propagation in clustering.json.</summary>
public class AffinityGoldenTests
{
    private const string Section = "affinity_propagation";

    public static TheoryData<string> Cases() => ClusteringCases.Of(Section);

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Exemplars_equal_scikit_learn(string name)
    {
        const string Damping = "_damping";
        var golden = ClusteringCases.Read(Section, name);
        var x = ClusteringCases.X(golden, name);
        var damping = double.Parse(name[(name.IndexOf(Damping, StringComparison.Ordinal) + Damping.Length)..], CultureInfo.InvariantCulture);
        var given = new AffinityPropagation { Damping = damping, MaxIterations = 1000, ConvergenceIterations = 30, Preference = golden["preference_value"].Number() }.Fit(x);
        Assert.All(Enumerable.Range(0, 3), seed =>
        {
            var clustering = new AffinityPropagation { Damping = damping, MaxIterations = 1000, ConvergenceIterations = 30, RandomState = seed }.Fit(x);

            Assert.True(clustering.Converged);
            Assert.Equal(golden["exemplars"].Integers().Order(), clustering.Exemplars);
            Assert.Equal(golden["exemplars"].Integers().Order(), given.Exemplars);
            Assert.True(clustering.NetSimilarity >= golden["net_similarity"].Number() - 1e-9 - (1e-12 * Math.Abs(golden["net_similarity"].Number())));
            Assert.Equal(1, ClusteringCases.AdjustedRand(golden["labels"].Integers(), clustering.Labels));
        });
    }
}
