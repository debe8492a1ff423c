using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>Which groups are kept back for comparisons: decided by a hash of the name alone, so that a group stays on its side however the data grows.</summary>
internal static class ReservedGroups
{
    public static bool Contains(string group, double share)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes("comparison\n" + group), digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest) < share * ulong.MaxValue;
    }
}
