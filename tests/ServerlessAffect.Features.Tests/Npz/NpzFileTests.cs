using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Npz;

namespace ServerlessAffect.Features.Tests.Npz;

public sealed class NpzFileTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_element_type_is_read_back(bool compress)
    {
        var arrays = new Dictionary<string, NpyArray>
        {
            ["f4"] = NpyArray.Of(1.5f, float.NaN),
            ["f8"] = new NpyArray(new[] { 1.0, 2, 3, 4, 5, 6 }, 2, 3),
            ["i4"] = NpyArray.Of(int.MinValue, 7),
            ["i8"] = NpyArray.Of(long.MaxValue),
            ["b1"] = NpyArray.Of(true, false),
            ["text"] = NpyArray.Of("grün", "𝕏", string.Empty),
            ["none"] = NpyArray.Of<double>(),
            ["one"] = NpyArray.Scalar("csr"),
        };
        var read = NpzFile.Read(NpzFile.Write(arrays, compress));
        Assert.Equal(arrays.Keys.Order(), read.Keys.Order());
        foreach (var (name, array) in arrays)
        {
            Assert.Equal(array.Shape, read[name].Shape);
            Assert.Equal(array.Data, read[name].Data);
        }
    }

    [SkippableFact]
    public void What_numpy_writes_is_read_and_the_other_way_round()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".npz");
        try
        {
            PythonPeer.Run("import sys, numpy as n; n.savez_compressed(sys.argv[1], a=n.arange(6.0).reshape(2,3), t=n.array(['x','yy']), s=n.float32(2.5), b=n.array([True,False]))", path);
            var read = NpzFile.Read(File.ReadAllBytes(path));
            Assert.Equal(new[] { 0.0, 1, 2, 3, 4, 5 }, read["a"].Data);
            Assert.Equal([2, 3], read["a"].Shape);
            Assert.Equal(new[] { "x", "yy" }, read["t"].Data);
            Assert.Equal(new[] { 2.5f }, read["s"].Data);
            Assert.Equal(new[] { true, false }, read["b"].Data);

            File.WriteAllBytes(path, NpzFile.Write(read));
            var output = PythonPeer.Run("import sys, numpy as n; z = n.load(sys.argv[1]); print(z['a'].tolist(), z['t'].tolist(), z['s'].shape, z['b'].tolist())", path);
            Assert.Equal("[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]] ['x', 'yy'] () [True, False]", output.Trim());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }")]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 4), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }")]
    [InlineData("{'descr': '<U999999999', 'fortran_order': False, 'shape': (999999999,), }")]
    [InlineData("{'descr': '<U0', 'fortran_order': False, 'shape': (999999999,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }")]
    [InlineData("nonsense")]
    public void A_header_that_cannot_be_is_refused(string header)
    {
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), 0, 0, 0, 0];
        Assert.Equal(ErrorCodes.DamagedFeatures, Assert.Throws<AffectException>(() => NpyFormat.Read(bytes, "x")).Code);
        Assert.Equal(ErrorCodes.DamagedFeatures, Assert.Throws<AffectException>(() => NpyFormat.Read(bytes.AsSpan(0, bytes.Length - 4), "x")).Code);
    }
}
