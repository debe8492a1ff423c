using ServerlessAffect.Core.Features;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Pipeline.Training.Fitting;

namespace ServerlessAffect.Pipeline.Tests.Training.Fitting;

public class TermImportanceTests
{
    // Columns: 0 tells classes apart in many rows, 1 has large weights that are the same for all classes, 2 tells apart in one row, 3 is never there.
    private static readonly CsrMatrix Rows = new(3, 4, [0, 2, 4, 7], [0, 1, 0, 1, 0, 1, 2], [1, 1, 1, 1, 1, 1, 1]);
    private static readonly LinearModel Model = new(["a", "b"], 4, [1, -1, 9, 9, 1, -1, 5, -5], [0, 0]);

    [Theory]
    [InlineData(1, new[] { 0 })]
    [InlineData(2, new[] { 0, 2 })]
    [InlineData(3, new[] { 0, 1, 2 })]
    [InlineData(9, new[] { 0, 1, 2, 3 })]
    public void Terms_that_move_scores_apart_are_kept_and_come_in_order(int keep, int[] columns) =>
        Assert.Equal(columns, TermImportance.Select(Model, Rows, keep));
}
