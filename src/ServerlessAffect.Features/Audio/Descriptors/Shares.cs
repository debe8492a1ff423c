using System.Runtime.Intrinsics;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Division by a sum that may be nothing; librosa.util.normalize leaves columns below the smallest normal number as they are.</summary>
internal static class Shares
{
    private const float Smallest = 1.17549435e-38f;

    public static Vector512<float> Divide(Vector512<float> values, Vector512<float> sum) =>
        values / Vector512.ConditionalSelect(Vector512.LessThan(sum, Vector512.Create(Smallest)), Vector512<float>.One, sum);
}
