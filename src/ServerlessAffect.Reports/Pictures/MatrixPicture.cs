namespace ServerlessAffect.Reports.Pictures;

/// <summary>A matrix as a PNG image in viridis: spectrograms for galleries and charts.</summary>
public static class MatrixPicture
{
    /// <param name="values">[rows, frames]; the first row is drawn at the bottom. What is no number is drawn as the least.</param>
    /// <param name="rows">How many.</param>
    /// <param name="range">What lies further below the greatest value is drawn as dark as the least (80 for decibels); 0 for the whole range.</param>
    /// <param name="maxColumns">More frames than these are drawn as the greatest of each stretch.</param>
    /// <returns>A PNG image, a pixel for each row and drawn column.</returns>
    public static byte[] Png(ReadOnlySpan<float> values, int rows, double range = 0, int maxColumns = 600)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        var frames = values.Length / rows;
        if (frames == 0 || values.Length != rows * frames)
        {
            throw new ArgumentException($"{values.Length} values are no {rows} rows.", nameof(values));
        }

        float least = float.PositiveInfinity, most = float.NegativeInfinity;
        foreach (var value in values)
        {
            if (float.IsFinite(value))
            {
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
            }
        }

        if (most < least)
        {
            (least, most) = (0, 0);
        }

        least = range > 0 ? Math.Max(least, most - (float)range) : least;
        var scale = most > least ? 255 / (most - least) : 0;
        var columns = Math.Min(frames, maxColumns);
        var pixels = new byte[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var line = values.Slice(row * frames, frames);
            var drawn = pixels.AsSpan((rows - 1 - row) * columns, columns);
            for (var column = 0; column < columns; column++)
            {
                var peak = least;
                foreach (var value in line[(int)((long)column * frames / columns)..(int)((long)(column + 1) * frames / columns)])
                {
                    peak = value > peak ? value : peak;
                }

                drawn[column] = (byte)Math.Clamp((peak - least) * scale, 0, 255);
            }
        }

        return PngImage.Encode(pixels, columns, ColourMap.Palette);
    }
}
