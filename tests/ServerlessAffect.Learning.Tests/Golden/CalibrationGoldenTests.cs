using ServerlessAffect.Learning.Calibration;

namespace ServerlessAffect.Learning.Tests.Golden;

public class CalibrationGoldenTests
{
    [SkippableFact]
    public void Temperature_equals_the_golden_one()
    {
        var golden = GoldenFile.Read("calibration.json")["temperature"]!;
        var logits = golden["logits"].Matrix();

        var temperature = TemperatureScaling.Fit(logits.Values, golden["y"].Integers(), logits.Columns);

        GoldenFile.Close(golden["T"].Number(), temperature, 1e-5, what: "T");
    }
}
