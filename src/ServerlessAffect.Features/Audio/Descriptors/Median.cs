namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>The middle of numbers, in linear time; numpy.median.</summary>
internal static class Median
{
    /// <param name="values">Not empty, no NaN; put into another order.</param>
    public static float Of(Span<float> values)
    {
        var upper = Select(values, values.Length / 2);
        return values.Length % 2 == 1 ? upper : (upper + System.Numerics.Tensors.TensorPrimitives.Max<float>(values[..(values.Length / 2)])) / 2;
    }

    /// <summary>Hoare's selection: afterwards nothing before <paramref name="rank"/> is larger, nothing after it smaller.</summary>
    private static float Select(Span<float> values, int rank)
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var pivot = values[(low + high) / 2];
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            (low, high) = (j < rank ? i : low, rank < i ? j : high);
        }

        return values[rank];
    }
}
