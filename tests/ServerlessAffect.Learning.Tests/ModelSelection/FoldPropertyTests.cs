using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.ModelSelection;

namespace ServerlessAffect.Learning.Tests.ModelSelection;

public class FoldPropertyTests
{
    private static readonly Arbitrary<Sample> Samples = (
        from rows in Gen.Choose(10, 80)
        from seed in Gen.Choose(0, 10_000)
        from classes in Gen.Choose(1, 5)
        from groups in Gen.Choose(2, 12)
        from splits in Gen.Choose(2, 6)
        select Sample.Make(rows, seed, classes, groups, splits)).ToArbitrary();

    [Fact]
    public void Every_row_is_tested_once_whatever_the_folds() => Check.One(SampleProblem.Tests(150), Prop.ForAll(Samples, s =>
    {
        Folds.AreDisjointAndCover(new StratifiedKFold { Splits = s.Splits, RandomState = s.Seed }.Split(s.Y), s.Y.Length);
        Folds.AreDisjointAndCover(LeaveOneGroupOut.Split(s.Groups), s.Y.Length);
        if (s.Groups.Distinct().Count() >= s.Splits)
        {
            var (grouped, both) = (new GroupKFold { Splits = s.Splits }.Split(s.Groups), new StratifiedGroupKFold { Splits = s.Splits, RandomState = s.Seed }.Split(s.Y, s.Groups));
            Folds.AreDisjointAndCover(grouped, s.Y.Length);
            Folds.KeepGroupsTogether(grouped, s.Groups);
            Folds.AreDisjointAndCover(both, s.Y.Length);
            Folds.KeepGroupsTogether(both, s.Groups);
        }
    }));

    [Fact]
    public void Classes_are_spread_evenly_over_stratified_folds() => Check.One(SampleProblem.Tests(150), Prop.ForAll(Samples, s =>
    {
        var classes = s.Y.Max() + 1;
        var counts = new StratifiedKFold { Splits = s.Splits, RandomState = s.Seed }.Split(s.Y).Select(f => Folds.ClassCounts(f.Test, s.Y, classes)).ToArray();
        for (var c = 0; c < classes; c++)
        {
            Assert.InRange(counts.Max(f => f[c]) - counts.Min(f => f[c]), 0, 1);
        }
    }));

    [Fact]
    public void A_held_out_part_has_every_classs_share_to_within_one() => Check.One(SampleProblem.Tests(150), Prop.ForAll(Samples, s =>
    {
        var classes = s.Y.Max() + 1;
        var split = new StratifiedShuffleSplit { TestSize = 0.3, RandomState = s.Seed }.Split(s.Y);
        var (all, held) = (Folds.ClassCounts([.. Enumerable.Range(0, s.Y.Length)], s.Y), Folds.ClassCounts(split.Test, s.Y, classes));

        Assert.Equal((int)Math.Ceiling(0.3 * s.Y.Length), split.Test.Length);
        Assert.Equal(Enumerable.Range(0, s.Y.Length), split.Train.Concat(split.Test).Order());
        for (var c = 0; c < classes; c++)
        {
            Assert.InRange(held[c] - (0.3 * all[c]), -1, 1.1);
        }
    }));

    [Fact]
    public void A_seed_gives_the_same_folds_and_another_seed_others()
    {
        var y = Sample.Make(80, 1, 3, 5, 5).Y;
        int[] First(int seed) => new StratifiedKFold { RandomState = seed }.Split(y)[0].Test;

        Assert.Equal(First(1), First(1));
        Assert.NotEqual(First(1), First(2));
    }

    [Fact]
    public void More_folds_than_groups_are_refused()
    {
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => new GroupKFold { Splits = 3 }.Split(["a", "b", "a"])).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => new StratifiedKFold { Splits = 1 }.Split([0, 1, 0])).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => LeaveOneGroupOut.Split(["a", "a"])).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => new StratifiedShuffleSplit { TestSize = 1 }.Split([0, 1])).Code);
    }

    private sealed record Sample(int[] Y, string[] Groups, int Splits, int Seed)
    {
        internal static Sample Make(int rows, int seed, int classes, int groups, int splits)
        {
            var random = new SeededRandom(seed);
            int[] y = [.. Enumerable.Range(0, rows).Select(_ => random.Next(classes))];
            string[] names = [.. Enumerable.Range(0, rows).Select(i => $"g{(i < 2 ? i : random.Next(groups))}")];
            return new Sample(y, names, splits, seed);
        }
    }
}
