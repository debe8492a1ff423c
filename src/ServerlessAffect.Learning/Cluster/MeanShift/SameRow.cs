using System.Runtime.InteropServices;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Numbers of rows, equal where the rows' bits are.</summary>
internal sealed class SameRow(DenseMatrix rows) : IEqualityComparer<int>
{
    public bool Equals(int x, int y) => MemoryMarshal.AsBytes(rows.Row(x)).SequenceEqual(MemoryMarshal.AsBytes(rows.Row(y)));

    public int GetHashCode(int obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(rows.Row(obj)));
        return hash.ToHashCode();
    }
}
