using ServerlessAffect.Learning.Calibration;
using ServerlessAffect.Learning.Metrics;

namespace ServerlessAffect.Learning.Tests.Golden;

public class CalibrationGoldenTests
{
    [SkippableFact]
    public void Every_case_of_the_file_has_a_test() =>
        Assert.Equal(["_meta", "isotonic", "platt", "temperature"], GoldenFile.Read("calibration.json").Select(p => p.Key).Order(StringComparer.Ordinal));

    [SkippableFact]
    public void Platts_sigmoid_equals_the_golden_one()
    {
        var golden = GoldenFile.Read("calibration.json")["platt"]!;

        var sigmoid = PlattScaling.Fit(golden["decision"].Numbers(), Array.ConvertAll(golden["y"].Integers(), y => y == 1));

        GoldenFile.Close(golden["a"].Number(), sigmoid.A, 1e-4, what: "A");
        GoldenFile.Close(golden["b"].Number(), sigmoid.B, 1e-4, what: "B");
        GoldenFile.Close(golden["proba_on_grid"].Numbers(), Array.ConvertAll(golden["grid"].Numbers(), sigmoid.Predict), 1e-4, what: "probability");
    }

    [SkippableFact]
    public void Isotonic_regression_equals_the_golden_one()
    {
        var file = GoldenFile.Read("calibration.json");
        var golden = file["isotonic"]!;
        var (x, y, grid) = (file["platt"]!["decision"].Numbers(), file["platt"]!["y"].Numbers(), file["platt"]!["grid"].Numbers());

        var isotonic = IsotonicRegression.Fit(x, y);

        GoldenFile.Close(golden["x_thresholds"].Numbers(), [.. isotonic.XThresholds], 1e-9, what: "x");
        GoldenFile.Close(golden["y_thresholds"].Numbers(), [.. isotonic.YThresholds], 1e-9, what: "y");
        GoldenFile.Close(golden["fit_values"].Numbers(), Array.ConvertAll(x, isotonic.Predict), 1e-9, what: "fit");
        GoldenFile.Close(golden["proba_on_grid"].Numbers(), Array.ConvertAll(grid, isotonic.Predict), 1e-9, what: "grid");
    }

    [SkippableFact]
    public void Temperature_equals_the_golden_one()
    {
        var golden = GoldenFile.Read("calibration.json")["temperature"]!;
        var logits = golden["logits"].Matrix();

        var temperature = TemperatureScaling.Fit(logits.Values, golden["y"].Integers(), logits.Columns);

        GoldenFile.Close(golden["T"].Number(), temperature, 1e-5, what: "T");
        GoldenFile.Close(golden["nll_before"].Number(), LogLoss(logits, golden["y"].Integers(), 1), 1e-9, what: "loss before");
        GoldenFile.Close(golden["nll_after"].Number(), LogLoss(logits, golden["y"].Integers(), temperature), 1e-9, what: "loss after");
    }

    private static double LogLoss(DenseMatrix logits, int[] y, double temperature)
    {
        var probabilities = new double[logits.Values.Length];
        for (var i = 0; i < logits.Rows; i++)
        {
            var powers = logits.Row(i).ToArray().Select(v => Math.Exp(v / temperature)).ToArray();
            powers.Select(p => p / powers.Sum()).ToArray().CopyTo(probabilities, i * logits.Columns);
        }

        return ProbabilityScores.LogLoss(probabilities, y, logits.Columns);
    }
}
