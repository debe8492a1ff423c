using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Inference.Tests;

public sealed class OnnxModelTests
{
    [Fact]
    public void Probabilities_equal_a_plain_computation_for_any_shape()
    {
        var shapes = from rows in Gen.Choose(0, 50)
                     from columns in Gen.Choose(1, 400)
                     from classes in Gen.Choose(2, 25)
                     from longest in Gen.Choose(0, 400)
                     from seed in Gen.Choose(0, int.MaxValue)
                     select (rows, columns, classes, longest, seed);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(60)), Prop.ForAll(shapes.ToArbitrary(), s =>
        {
            var linear = ModelFactory.Linear(s.seed, s.columns, s.classes);
            var features = SparseRows.Random(s.seed, s.rows, s.columns, s.longest);
            using var model = OnnxModel.Open(ModelFactory.Package(linear));
            return LinearOracle.LargestDifference(linear, features, model.PredictProba(features)) <= 1e-6;
        }));
    }

    [Fact]
    public void A_single_row_gives_what_the_batch_gives()
    {
        var linear = ModelFactory.Linear(3, 500, 20);
        var features = SparseRows.Random(3, 40, 500, 300);
        using var model = OnnxModel.Open(ModelFactory.Package(linear));
        var batch = model.PredictProba(features);
        var single = new float[20];
        for (var row = 0; row < features.Rows; row++)
        {
            model.PredictProba(features.RowIndices(row), features.RowValues(row), single);
            for (var c = 0; c < single.Length; c++)
            {
                Assert.Equal(batch.Row(row)[c], single[c], 1e-6f);
            }
        }
    }

    [Fact]
    public void An_empty_row_gets_the_intercepts_distribution()
    {
        var linear = ModelFactory.Linear(5, 10, 4);
        using var model = OnnxModel.Open(ModelFactory.Package(linear));
        var probabilities = new float[4];
        model.PredictProba([], [], probabilities);
        var expected = LinearOracle.Probabilities(linear, [], []);
        Assert.All(Enumerable.Range(0, 4), c => Assert.Equal(expected[c], probabilities[c], 1e-6));
    }

    [Fact]
    public void Very_long_rows_among_short_ones_are_scored_too()
    {
        var linear = ModelFactory.Linear(8, 5000, 3);
        var features = SparseRows.Random(8, 30, 5000, 5000);
        using var model = OnnxModel.Open(ModelFactory.Package(linear));
        Assert.InRange(LinearOracle.LargestDifference(linear, features, model.PredictProba(features)), 0, 1e-6);
    }

    [Fact]
    public void Features_of_another_width_are_refused()
    {
        using var model = OnnxModel.Open(ModelFactory.Package(ModelFactory.Linear(1, 10, 3)));
        var fault = Assert.Throws<AffectException>(() => model.PredictProba(SparseRows.Random(1, 2, 11, 3)));
        Assert.Equal(ErrorCodes.SchemaMismatch, fault.Code);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    [InlineData(3e38)]
    public void Values_from_which_no_probability_results_are_refused(double value)
    {
        using var model = OnnxModel.Open(ModelFactory.Package(ModelFactory.Linear(1, 10, 3)));
        var features = new CsrMatrix(2, 10, [0, 1, 3], [4, 2, 3], [1, value, value]);
        Assert.Equal(ErrorCodes.DamagedFeatures, Assert.Throws<AffectException>(() => model.PredictProba(features)).Code);
        Assert.InRange(model.PredictProba(new CsrMatrix(1, 10, [0, 1], [4], [1])).Row(0)[0], 0, 1);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Columns_outside_the_model_never_reach_native_code(int column)
    {
        using var model = OnnxModel.Open(ModelFactory.Package(ModelFactory.Linear(1, 10, 3)));
        var probabilities = new float[3];
        Assert.Equal(ErrorCodes.DamagedFeatures, Assert.Throws<AffectException>(() => model.PredictProba([0, column], [1, 1], probabilities)).Code);
        var changed = new CsrMatrix(1, 10, [0, 1], [4], [1]);
        changed.Indices[0] = column;
        Assert.Equal(ErrorCodes.DamagedFeatures, Assert.Throws<AffectException>(() => model.PredictProba(changed)).Code);
    }

    [Fact]
    public async Task Many_callers_at_once_get_their_own_answers()
    {
        var linear = ModelFactory.Linear(2, 300, 5);
        using var model = OnnxModel.Open(ModelFactory.Package(linear));
        await Parallel.ForEachAsync(Enumerable.Range(0, 64), new ParallelOptions { MaxDegreeOfParallelism = 8 }, (seed, _) =>
        {
            var features = SparseRows.Random(seed, 1 + (seed % 40), 300, 200);
            Assert.InRange(LinearOracle.LargestDifference(linear, features, model.PredictProba(features, CancellationToken.None)), 0, 1e-6);
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void A_cancelled_call_stops()
    {
        using var model = OnnxModel.Open(ModelFactory.Package(ModelFactory.Linear(1, 10, 3)));
        Assert.Throws<OperationCanceledException>(() => model.PredictProba(SparseRows.Random(1, 2, 10, 3), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_single_row_allocates_nothing_once_warm()
    {
        var linear = ModelFactory.Linear(2, 300, 20);
        using var model = OnnxModel.Open(ModelFactory.Package(linear));
        var features = SparseRows.Random(9, 8, 300, 300);
        var probabilities = new float[20];
        void ScoreAll()
        {
            for (var row = 0; row < features.Rows; row++)
            {
                model.PredictProba(features.RowIndices(row), features.RowValues(row), probabilities);
            }
        }

        ScoreAll();
        ScoreAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        ScoreAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Disposing_waits_for_the_calls_that_run()
    {
        var linear = ModelFactory.Linear(2, 300, 20);
        for (var round = 0; round < 20; round++)
        {
            var model = OnnxModel.Open(ModelFactory.Package(linear));
            var callers = Enumerable.Range(0, 4).Select(seed => Task.Run(() =>
            {
                var features = SparseRows.Random(seed, 64, 300, 300);
                Assert.Throws<ObjectDisposedException>((Action)(() =>
                {
                    while (true)
                    {
                        model.PredictProba(features);
                    }
                }));
            })).ToArray();
            await Task.Delay(2);
            model.Dispose();
            model.Dispose();
            await Task.WhenAll(callers);
        }
    }
}
