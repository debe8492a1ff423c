using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Core.Tests.Features;

public sealed class DenseRowsTests
{
    [Theory]
    [InlineData(1 << 20)]
    [InlineData(40)]
    [InlineData(0)]
    public void Rows_come_back_in_any_order_whether_they_went_to_a_file_or_not(int memoryBytes)
    {
        using var rows = new DenseRows(3, memoryBytes);
        for (var i = 0; i < 50; i++)
        {
            rows.Append([i, i + 0.5f, float.NegativeZero, -i, float.Epsilon, i * 1e30f]);
        }

        Assert.Equal(100, rows.Count);
        var found = new float[6];
        for (var i = 49; i >= 0; i--)
        {
            rows.Read(2 * i, found);
            Assert.Equal([i, i + 0.5f, float.NegativeZero, -i, float.Epsilon, i * 1e30f], found);
        }
    }

    [Fact]
    public void Nothing_but_whole_rows_that_are_there_is_taken_or_given()
    {
        using var rows = new DenseRows(3);
        rows.Append([1, 2, 3]);
        Assert.Throws<ArgumentException>(() => rows.Append([1, 2]));
        Assert.Throws<ArgumentException>(() => rows.Read(0, new float[2]));
        Assert.Throws<ArgumentException>(() => rows.Read(1, new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Read(-1, new float[3]));
    }

    [Fact]
    public void No_file_is_left_behind()
    {
        var before = Directory.GetFiles(Path.GetTempPath()).ToHashSet(StringComparer.Ordinal);
        var rows = new DenseRows(1000, memoryBytes: 0);
        rows.Append(new float[5000]);
        var during = Directory.GetFiles(Path.GetTempPath()).Where(f => !before.Contains(f) && new FileInfo(f) is { Exists: true, Length: 20_000 }).ToArray();
        Assert.NotEmpty(during);
        rows.Dispose();
        Assert.DoesNotContain(during, File.Exists);
    }

    [Fact]
    public void Windows_that_make_no_sense_are_refused()
    {
        DenseFeatures Of(params FeatureWindow[] windows)
        {
            var rows = new DenseRows(1);
            rows.Append(new float[windows.Length]);
            return new DenseFeatures(rows, windows, 9, "energy");
        }

        Assert.Equal(2, Of(new(0, 2, 1), new(1, 3, 0)).Windows.Count);
        foreach (var wrong in new FeatureWindow[] { new(1, 1, 0), new(-1, 1, 0), new(0, double.NaN, 0), new(0, 1, 1.1f), new(0, 1, float.NaN) })
        {
            Assert.Throws<ArgumentException>(() => Of(wrong));
        }

        Assert.Throws<ArgumentException>(() => Of(new(2, 3, 0), new(1, 3, 0)));
        Assert.Throws<ArgumentException>(() => new DenseFeatures(new DenseRows(1), [new(0, 1, 0)], 1, "energy"));
    }
}
