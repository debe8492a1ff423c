using ServerlessAffect.Learning.Optimisation;

namespace ServerlessAffect.Learning.Tests.Optimisation;

/// <summary>The steps that MINPACK-2's dcsrch tries, as SciPy 1.10.1 has it (ftol 1e-3, gtol 0.9, xtol 0.1, stpmin 0, stpmax 1e10).</summary>
public class MoreThuenteLineSearchTests
{
    [Theory]
    [InlineData(0.001, 0.005, 0.021, 0.085, 0.341)]
    [InlineData(30.0)]
    public void A_rational_function_is_walked_as_the_peer_walks_it(params double[] steps) =>
        Tries(a => -a / ((a * a) + 2), a => ((a * a) - 2) / Math.Pow((a * a) + 2, 2), steps);

    [Theory]
    [InlineData(0.001, 0.005, 0.021, 0.085, 0.341, 1.365, 5.461, 2.1070247668786957, 1.551692634475675, 1.5975830448985595, 1.5975830448985595)]
    [InlineData(3.0, 0.7993064795162199, 1.7862587989895813, 1.0701968149247465, 1.5795081255229526, 1.5963433259910862, 1.5963433259910862)]
    [InlineData(30.0, 6.743458381962239, 1.5901900808479659, 3.4198034564451554, 1.7582370748239364, 1.5901900808479659)]
    public void A_flat_start_ends_at_the_best_step_of_a_narrow_bracket(params double[] steps) =>
        Tries(a => Math.Pow(a + 0.004, 5) - (2 * Math.Pow(a + 0.004, 4)), a => (5 * Math.Pow(a + 0.004, 4)) - (8 * Math.Pow(a + 0.004, 3)), steps);

    [Theory]
    [InlineData(0.001, 0.005, 0.021, 0.085, 0.341, 1.365, 1.0648293141788194)]
    [InlineData(1.0, 5.0, 21.0, 6.867233319321452, 5.210953290653364)]
    [InlineData(3.0, 15.0, 4.411184686122315, 3.1520847162549517)]
    [InlineData(10.0, 4.987986152972692, 6.54686769583733, 5.147836195478963)]
    public void A_function_of_many_minima_is_walked_as_the_peer_walks_it(params double[] steps) =>
        Tries(a => (0.05 * Math.Pow(a - 4, 2)) + (0.3 * Math.Cos(3 * a)), a => (0.1 * (a - 4)) - (0.9 * Math.Sin(3 * a)), steps);

    [Theory]
    [InlineData(0.1, 0.5)]
    [InlineData(30.0, 9.642857142945555, 2.801002424735327, 1.4109254562928193)]
    public void A_steep_wall_is_backed_off_from(params double[] steps) => Tries(a => Math.Exp(a) - (5 * a), a => Math.Exp(a) - 5, steps);

    [Fact]
    public void A_function_without_an_end_is_left_after_twenty_trials_at_most()
    {
        var objective = new OneVariable(a => -a - (a * a), a => -1 - (2 * a));
        new MoreThuenteLineSearch(objective, 1).Find([0], 0, [1], -1, 1e-9, CancellationToken.None);

        Assert.InRange(objective.Tried.Count, 2, 20);
    }

    [Fact]
    public void A_value_that_is_no_number_ends_the_search_without_a_point() =>
        Assert.False(new MoreThuenteLineSearch(new OneVariable(_ => double.NaN, _ => double.NaN), 1).Find([0], 0, [1], -1, 1, CancellationToken.None));

    private static void Tries(Func<double, double> value, Func<double, double> slope, double[] steps)
    {
        var objective = new OneVariable(value, slope);
        var search = new MoreThuenteLineSearch(objective, 1);

        Assert.True(search.Find([0], value(0), [1], slope(0), steps[0], CancellationToken.None));
        Golden.GoldenFile.Close(steps, objective.Tried.ToArray(), 1e-12, 1e-9);
        Assert.Equal(objective.Tried[^1], search.Point[0]);
        Assert.Equal(value(search.Point[0]), search.Value);
    }

    private sealed class OneVariable(Func<double, double> value, Func<double, double> slope) : IObjective
    {
        public List<double> Tried { get; } = [];

        public double Evaluate(double[] point, double[] gradient, CancellationToken cancellationToken)
        {
            Tried.Add(point[0]);
            gradient[0] = slope(point[0]);
            return value(point[0]);
        }
    }
}
