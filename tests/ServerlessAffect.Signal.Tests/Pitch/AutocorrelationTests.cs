using ServerlessAffect.Signal.Pitch;

namespace ServerlessAffect.Signal.Tests.Pitch;

public sealed class AutocorrelationTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 12)]
    [InlineData(100, 64)]
    [InlineData(513, 65)]
    [InlineData(2048, 339)]
    public void It_is_the_sum_of_products_at_every_lag(int samples, int lags)
    {
        var frame = TestSignals.Noise(samples, samples, 1);
        var actual = new double[lags];

        Autocorrelation.Compute(frame, actual);

        for (var k = 0; k < lags; k++)
        {
            var expected = 0.0;
            for (var m = 0; m + k < samples; m++)
            {
                expected += (double)frame[m] * frame[m + k];
            }

            Assert.Equal(expected, actual[k], 1e-5 * samples);
        }
    }

    [Fact]
    public void Nothing_is_allocated_once_the_pool_is_warm()
    {
        var frame = TestSignals.Noise(1, 512, 1);
        var lags = new double[100];
        AllocationFree.Check(() => Autocorrelation.Compute(frame, lags));
    }
}
