using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Signal.Tests.Spectra;

public class FramingTests
{
    private static readonly float[] Five = [1, 2, 3, 4, 5];

    [Theory]
    [InlineData(FramePadding.Zeros, new float[] { 0, 0, 1, 2 }, new float[] { 4, 5, 0, 0 })]
    [InlineData(FramePadding.Edge, new float[] { 1, 1, 1, 2 }, new float[] { 4, 5, 5, 5 })]
    [InlineData(FramePadding.Reflect, new float[] { 3, 2, 1, 2 }, new float[] { 4, 5, 4, 3 })]
    public void Frames_reach_beyond_the_ends_as_numpy_pads(FramePadding padding, float[] first, float[] last)
    {
        var framing = new Framing(4, 5, Padding: padding);
        Assert.Equal(2, framing.Frames(5));
        Assert.Equal(first, framing.Frame(Five, 0, new float[4]).ToArray());
        Assert.Equal(last, framing.Frame(Five, 1, new float[4]).ToArray());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(511, 1)]
    [InlineData(512, 2)]
    [InlineData(68_355, 134)]
    public void Centred_frames_are_one_and_one_more_a_hop(int samples, int frames) => Assert.Equal(frames, new Framing(2048, 512).Frames(samples));

    [Theory]
    [InlineData(2047, 0)]
    [InlineData(2048, 1)]
    [InlineData(2560, 2)]
    public void Frames_that_start_at_their_samples_must_fit(int samples, int frames) => Assert.Equal(frames, new Framing(2048, 512, Center: false).Frames(samples));

    [Fact]
    public void A_signal_of_one_sample_reflects_into_itself()
    {
        Assert.Equal([7, 7, 7, 7], new Framing(4, 1, Padding: FramePadding.Reflect).Frame([7f], 0, new float[4]).ToArray());
    }

    [Fact]
    public void A_short_signal_is_reflected_more_than_once()
    {
        Assert.Equal([1, 2, 1, 2, 1, 2, 1, 2], new Framing(8, 1, Padding: FramePadding.Reflect).Frame([1f, 2f], 0, new float[8]).ToArray());
    }
}
