using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(ILabelStore))]
public abstract class LabelStoreConformance : ConformanceSuite
{
    private ILabelStore Labels => Port<ILabelStore>();

    [Fact]
    public async Task An_item_that_nobody_labelled_has_no_labels() => Assert.Empty(await AllAsync(Labels.ListAsync(Samples.Hash("a"), Never)));

    [Fact]
    public async Task Corrections_stand_beside_what_they_correct_oldest_first()
    {
        var first = new ItemLabel("mood", 0, "glad", "Ann", Samples.Noon);
        var second = first with { Label = "sad, \"low\"", By = null, At = Samples.Noon.AddTicks(1) };
        var third = first with { Row = 7, At = Samples.Noon.ToOffset(TimeSpan.FromHours(-5)).AddMinutes(1) };
        foreach (var label in new[] { third, first, second })
        {
            await Labels.AddAsync(Samples.Hash("a"), label, Never);
        }

        await Labels.AddAsync(Samples.Hash("b"), first, Never);
        Assert.Equal([first, second, third], await AllAsync(Labels.ListAsync(Samples.Hash("a"), Never)));
    }

    [Fact]
    public async Task The_same_label_said_again_is_one()
    {
        await RaceAsync(async _ =>
        {
            await Labels.AddAsync(Samples.Hash("a"), new ItemLabel("mood", 0, "glad", "Ann", Samples.Noon), Never);
            return true;
        });
        Assert.Single(await AllAsync(Labels.ListAsync(Samples.Hash("a"), Never)));
    }

    [Fact]
    public async Task Two_labels_of_one_moment_both_stay()
    {
        await Labels.AddAsync(Samples.Hash("a"), new ItemLabel("mood", 0, "glad", "Ann", Samples.Noon), Never);
        await Labels.AddAsync(Samples.Hash("a"), new ItemLabel("mood", 1, "glad", "Ann", Samples.Noon), Never);
        Assert.Equal(2, (await AllAsync(Labels.ListAsync(Samples.Hash("a"), Never))).Count);
    }
}
