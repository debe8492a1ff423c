using Microsoft.Extensions.Options;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Pipeline.Tests.World;

namespace ServerlessAffect.Pipeline.Tests;

public class OptionsTests
{
    [Fact]
    public void A_value_out_of_range_is_refused_with_its_range()
    {
        using var world = new PipelineWorld(o => o.MaxAttempts = 0);
        var fault = Assert.Throws<OptionsValidationException>(() => world.Get<IOptions<PipelineOptions>>().Value);
        Assert.Equal("Pipeline:MaxAttempts must be between 1 and 100; it is 0.", Assert.Single(fault.Failures));
    }

    [Fact]
    public void The_limit_of_a_synchronous_answer_is_the_options()
    {
        using var world = new PipelineWorld(o => (o.SynchronousTexts, o.SynchronousCharacters) = (2, 10));
        var score = world.Get<ScoreNow>();
        Assert.True(score.Fits(2, 10));
        Assert.False(score.Fits(3, 3));
        Assert.False(score.Fits(1, 11));
    }
}
