namespace ServerlessAffect.Learning.Statistics;

/// <summary>One place of an order, without sorting the rest (Hoare's selection).</summary>
internal static class OrderStatistic
{
    /// <summary>The value that would stand at <paramref name="place"/>, from 0, were the values ascending; they are reordered, none smaller behind it and none greater before it.</summary>
    /// <param name="values">Without NaN.</param>
    internal static double Select(Span<double> values, int place)
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            // The middle of three keeps sorted and equal values from costing a square.
            var pivot = Middle(values[low], values[low + ((high - low) / 2)], values[high]);
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

            if (place <= j)
            {
                high = j;
            }
            else if (place >= i)
            {
                low = i;
            }
            else
            {
                break;
            }
        }

        return values[place];
    }

    private static double Middle(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
