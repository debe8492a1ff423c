using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Inference.Tests;

public sealed class DenseModelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(53)]
    public void Probabilities_equal_a_plain_computation_for_any_number_of_rows(int rows)
    {
        var linear = ModelFactory.Linear(rows, 37, 5);
        using var features = Rows(37, rows);
        using var model = DenseModel.Open(ModelFactory.DensePackage(linear));
        var probabilities = model.PredictProba(features);
        Assert.Equal((rows, 5), (probabilities.Rows, probabilities.Classes));
        var row = new float[37];
        for (var r = 0; r < rows; r++)
        {
            features.Read(r, row);
            var expected = LinearOracle.Probabilities(linear, [.. Enumerable.Range(0, 37)], Array.ConvertAll(row, v => (double)v));
            for (var c = 0; c < 5; c++)
            {
                Assert.Equal(expected[c], probabilities.Row(r)[c], 1e-5);
            }
        }
    }

    [Fact]
    public void Calls_at_the_same_time_do_not_disturb_each_other()
    {
        using var model = DenseModel.Open(ModelFactory.DensePackage(ModelFactory.Linear(1, 20, 3)));
        using var features = Rows(20, 100);
        var expected = model.PredictProba(features).Values;
        Parallel.For(0, 32, _ => Assert.Equal(expected, model.PredictProba(features).Values));
    }

    [Fact]
    public void Rows_of_another_width_are_refused()
    {
        using var model = DenseModel.Open(ModelFactory.DensePackage(ModelFactory.Linear(1, 20, 3)));
        using var features = Rows(19, 1);
        Assert.Equal(ErrorCodes.SchemaMismatch, Assert.Throws<AffectException>(() => model.PredictProba(features)).Code);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void What_is_not_finite_is_refused(float value)
    {
        using var model = DenseModel.Open(ModelFactory.DensePackage(ModelFactory.Linear(1, 2, 3)));
        using var features = new DenseRows(2);
        features.Append([1, 1, 1, value]);
        Assert.Equal(ErrorCodes.DamagedFeatures, Assert.Throws<AffectException>(() => model.PredictProba(features)).Code);
    }

    [Fact]
    public void A_graph_that_is_not_of_the_schemas_width_or_reads_sparse_rows_is_damaged()
    {
        var linear = ModelFactory.Linear(1, 20, 3);
        Assert.Equal(ErrorCodes.DamagedModel, Assert.Throws<AffectException>(() => DenseModel.Open(ModelFactory.DensePackage(linear, columns: 21))).Code);
        Assert.Equal(ErrorCodes.DamagedModel, Assert.Throws<AffectException>(() => DenseModel.Open(ModelFactory.Package(linear))).Code);
        Assert.Equal(ErrorCodes.DamagedModel, Assert.Throws<AffectException>(() => OnnxModel.Open(ModelFactory.DensePackage(linear))).Code);
    }

    private static DenseRows Rows(int columns, int count)
    {
        var random = new Random(count);
        var rows = new DenseRows(columns);
        rows.Append([.. Enumerable.Range(0, columns * count).Select(_ => random.NextSingle() - 0.5f)]);
        return rows;
    }
}
