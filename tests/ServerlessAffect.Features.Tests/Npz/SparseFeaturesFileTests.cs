using System.Text.Json;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Features.Npz;

namespace ServerlessAffect.Features.Tests.Npz;

public sealed class SparseFeaturesFileTests
{
    private static readonly ContentHash Schema = ContentHash.Compute("schema"u8);

    private static SparseFeatures Sample => new(
        new CsrMatrix(3, 10, [0, 2, 2, 3], [1, 7, 9], [0.5, -1.25, 3]),
        [0, 2, 3],
        [new RejectedRow(1, ErrorCodes.EmptyText, "The text is empty – 𝕏.")]);

    [Fact]
    public void What_is_written_is_read_back()
    {
        var read = SparseFeaturesFile.Read(SparseFeaturesFile.Write(Sample, Schema), Schema);
        Assert.Equal(Sample.Matrix.IndPtr, read.Matrix.IndPtr);
        Assert.Equal(Sample.Matrix.Indices, read.Matrix.Indices);
        Assert.Equal(Sample.Matrix.Values, read.Matrix.Values);
        Assert.Equal(10, read.Matrix.Columns);
        Assert.Equal(Sample.Rows, read.Rows);
        Assert.Equal(Sample.Rejected, read.Rejected);
    }

    [Fact]
    public void A_notice_is_read_back()
    {
        Assert.Null(SparseFeaturesFile.Read(SparseFeaturesFile.Write(Sample, Schema), Schema).Notice);
        Assert.Equal("Read as windows-1252.", SparseFeaturesFile.Read(SparseFeaturesFile.Write(Sample with { Notice = "Read as windows-1252." }, Schema), Schema).Notice);
    }

    [Fact]
    public void Names_of_rows_are_read_back_and_stand_in_the_file_only_where_there_are_any()
    {
        var named = Sample with { Ids = new Dictionary<int, string> { [3] = "the \"last\" 𝕏", [1] = "" } };

        Assert.Equal(named.Ids, SparseFeaturesFile.Read(SparseFeaturesFile.Write(named, Schema), Schema).Ids.ToDictionary());
        Assert.Empty(SparseFeaturesFile.Read(SparseFeaturesFile.Write(Sample, Schema), Schema).Ids);
        Assert.DoesNotContain("ids", NpzFile.Read(SparseFeaturesFile.Write(Sample, Schema)).Keys);
    }

    [Theory]
    [InlineData("{\"1\":")]
    [InlineData("{\"one\":\"a\"}")]
    [InlineData("{\"1\":null}")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Names_that_are_no_names_are_damage(string ids)
    {
        var arrays = new Dictionary<string, NpyArray>(NpzFile.Read(SparseFeaturesFile.Write(Sample, Schema))) { ["ids"] = NpyArray.Scalar(ids) };

        Assert.Equal(ErrorCodes.DamagedFeatures, Assert.Throws<AffectException>(() => SparseFeaturesFile.Read(NpzFile.Write(arrays), Schema)).Code);
    }

    [Fact]
    public void Features_without_rows_are_read_back()
    {
        var empty = new SparseFeatures(new CsrMatrix(0, 10, [0], [], []), [], Sample.Rejected);
        var read = SparseFeaturesFile.Read(SparseFeaturesFile.Write(empty, Schema), Schema);
        Assert.Equal(0, read.Matrix.Rows);
        Assert.Equal(10, read.Matrix.Columns);
    }

    [Fact]
    public void Equal_features_give_equal_bytes() =>
        Assert.Equal(SparseFeaturesFile.Write(Sample, Schema), SparseFeaturesFile.Write(Sample, Schema));

    [Fact]
    public void Another_schema_is_refused()
    {
        var error = Assert.Throws<AffectException>(() => SparseFeaturesFile.Read(SparseFeaturesFile.Write(Sample, Schema), default));
        Assert.Equal(ErrorCodes.SchemaMismatch, error.Code);
    }

    [Fact]
    public void Every_changed_byte_is_refused_or_harmless()
    {
        var bytes = SparseFeaturesFile.Write(Sample, Schema);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 0x5A;
            try
            {
                // Bytes that say nothing (time stamps, attributes) may differ; the numbers may not.
                Assert.Equal(Sample.Matrix.Values, SparseFeaturesFile.Read(changed, Schema).Matrix.Values);
            }
            catch (AffectException error)
            {
                Assert.Contains(error.Code, new[] { ErrorCodes.DamagedFeatures, ErrorCodes.SchemaMismatch });
            }
        }
    }

    [Fact]
    public void More_than_the_limit_is_refused() =>
        Assert.Equal(ErrorCodes.DamagedFeatures, Assert.Throws<AffectException>(() => SparseFeaturesFile.Read(SparseFeaturesFile.Write(Sample, Schema), Schema, 100)).Code);

    [Fact]
    public void The_description_names_every_array_and_every_rejected_row()
    {
        var schema = FeatureSetCatalogue.Schema(FeatureSetCatalogue.TextHashing);
        using var description = JsonDocument.Parse(SparseFeaturesFile.Describe(Sample, schema));
        var root = description.RootElement;
        Assert.Equal(schema.Hash.Value, root.GetProperty("hash").GetString());
        Assert.Equal("text-hashing", root.GetProperty("schema").GetProperty("name").GetString());
        Assert.Equal(10, root.GetProperty("arrays").GetArrayLength());
        Assert.Equal("<f4", root.GetProperty("arrays").EnumerateArray().Single(a => a.GetProperty("name").GetString() == "data").GetProperty("dtype").GetString());
        Assert.Equal(1, root.GetProperty("rejected")[0].GetProperty("row").GetInt32());
    }

    [SkippableFact]
    public void Scipy_opens_the_file()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".npz");
        try
        {
            File.WriteAllBytes(path, SparseFeaturesFile.Write(Sample, Schema));
            var output = PythonPeer.Run(
                "import sys, numpy, scipy.sparse as s; m = s.load_npz(sys.argv[1]); z = numpy.load(sys.argv[1]); print(m.shape, m.dtype, m.toarray()[2, 9], m[0, 7], z['rows'].tolist(), z['schema'], ascii(z['rejected_messages'].tolist()))",
                path);
            Assert.Equal($"(3, 10) float32 3.0 -1.25 [0, 2, 3] {Schema} ['The text is empty \\u2013 \\U0001d54f.']", output.Trim());
        }
        finally
        {
            File.Delete(path);
        }
    }
}
