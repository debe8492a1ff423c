using ServerlessAffect.Signal.Filters;
using ServerlessAffect.Signal.Pitch;

namespace ServerlessAffect.Signal.Tests.Filters;

public sealed class FormantsTests
{
    private const int SampleRate = 10_000;
    private static readonly Formant[] Vowel = [new(730, 60), new(1090, 90), new(2440, 120)];

    [Fact]
    public void The_poles_of_a_filter_are_its_formants()
    {
        var found = new Formant[6];

        var count = Formants.Find(AllPole(Vowel), SampleRate, found);

        Assert.Equal(3, count);
        Assert.All(Vowel.Zip(found), pair =>
        {
            Assert.Equal(pair.First.Frequency, pair.Second.Frequency, 1e-6);
            Assert.Equal(pair.First.Bandwidth, pair.Second.Bandwidth, 1e-6);
        });
    }

    [Fact]
    public void Where_there_is_not_room_the_lowest_are_kept()
    {
        var found = new Formant[2];

        Assert.Equal(2, Formants.Find(AllPole([Vowel[2], Vowel[0], Vowel[1]]), SampleRate, found));
        Assert.Equal([730.0, 1090.0], found.Select(f => Math.Round(f.Frequency, 6)));
    }

    [Fact]
    public void Linear_prediction_finds_the_filter_that_made_the_sound()
    {
        var filter = AllPole(Vowel);
        var noise = TestSignals.Noise(11, 60_000, 1);
        var sound = new double[noise.Length];
        for (var n = 0; n < sound.Length; n++)
        {
            sound[n] = noise[n];
            for (var k = 1; k < filter.Length && k <= n; k++)
            {
                sound[n] -= filter[k] * sound[n - k];
            }
        }

        var (lags, coefficients, found) = (new double[7], new double[7], new Formant[3]);
        Autocorrelation.Compute(Array.ConvertAll(sound, x => (float)x), lags);
        var error = LinearPrediction.LevinsonDurbin(lags, coefficients);

        Assert.Equal(60_000 / 3.0, error, 1_000.0);
        Assert.Equal(3, Formants.Find(coefficients, SampleRate, found));
        Assert.All(Vowel.Zip(found), pair => Assert.Equal(pair.First.Frequency, pair.Second.Frequency, 15.0));
    }

    [Fact]
    public void A_silent_frame_is_predicted_by_nothing_and_has_no_formants()
    {
        var coefficients = new double[11];

        Assert.Equal(0, LinearPrediction.LevinsonDurbin(new double[11], coefficients));
        Assert.Equal(1, coefficients[0]);
        Assert.Equal(0, Formants.Find(coefficients, SampleRate, new Formant[4]));
    }

    [Fact]
    public void A_prediction_wants_a_lag_for_every_coefficient()
        => Assert.Throws<ArgumentException>(() => LinearPrediction.LevinsonDurbin(new double[10], new double[11]));

    [Fact]
    public void A_frame_allocates_nothing()
    {
        var (filter, found) = (AllPole(Vowel), new Formant[6]);
        AllocationFree.Check(() => Formants.Find(filter, SampleRate, found));
    }

    private static double[] AllPole(Formant[] formants)
    {
        double[] filter = [1];
        foreach (var formant in formants)
        {
            var radius = Math.Exp(-Math.PI * formant.Bandwidth / SampleRate);
            double[] section = [1, -2 * radius * Math.Cos(2 * Math.PI * formant.Frequency / SampleRate), radius * radius];
            var product = new double[filter.Length + 2];
            for (var i = 0; i < filter.Length; i++)
            {
                for (var j = 0; j < 3; j++)
                {
                    product[i + j] += filter[i] * section[j];
                }
            }

            filter = product;
        }

        return filter;
    }
}
