using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Derivatives along time of a polynomial fitted to the frames around (Savitzky and Golay); librosa.feature.delta.</summary>
internal static class Delta
{
    /// <param name="values">[rows, frames].</param>
    /// <param name="rows">From 1.</param>
    /// <param name="width">Frames the polynomial is fitted to: odd, from 3.</param>
    /// <param name="order">Of the derivative and of the polynomial, from 1, below <paramref name="width"/>.</param>
    /// <param name="repeatEdges">Beyond the ends stands the edge's value (mode='nearest'); otherwise the first and last polynomials reach to the ends (mode='interp').</param>
    /// <returns>[rows, frames].</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.TooShort"/>: fewer frames than <paramref name="width"/>, and edges not repeated.</exception>
    public static float[] Compute(ReadOnlySpan<float> values, int rows, int width, int order, bool repeatEdges)
    {
        var frames = values.Length / rows;
        if (frames < width && !repeatEdges)
        {
            throw new AffectException(ErrorCodes.TooShort, $"This delta needs {width} frames, and there are {frames}: use a longer recording.");
        }

        var weights = Weights(width, order);
        var half = width / 2;
        var padded = new float[frames + width - 1];
        var delta = new float[values.Length];
        for (var row = 0; row < rows; row++)
        {
            var from = values.Slice(row * frames, frames);
            var to = delta.AsSpan(row * frames, frames);
            padded.AsSpan(0, half).Fill(from[0]);
            from.CopyTo(padded.AsSpan(half));
            padded.AsSpan(half + frames).Fill(from[^1]);
            for (var i = 0; i < width; i++)
            {
                TensorPrimitives.MultiplyAdd(padded.AsSpan(i, frames), weights[i], to, to);
            }

            if (!repeatEdges)
            {
                // The derivative of highest order is the same all along a polynomial.
                to[..half].Fill(to[half]);
                to[^half..].Fill(to[^(half + 1)]);
            }
        }

        return delta;
    }

    /// <summary>order! times the leading coefficient of the fit: the product with the monic orthogonal polynomial of that order, by its squares.</summary>
    private static float[] Weights(int width, int order)
    {
        var before = new double[width];
        var polynomial = Enumerable.Repeat(1.0, width).ToArray();
        var factorial = 1.0;
        for (var degree = 1; degree <= order; degree++)
        {
            var ratio = degree == 1 ? 0 : TensorPrimitives.SumOfSquares<double>(polynomial) / TensorPrimitives.SumOfSquares<double>(before);
            var next = new double[width];
            for (var i = 0; i < width; i++)
            {
                next[i] = ((i - (width / 2)) * polynomial[i]) - (ratio * before[i]);
            }

            (before, polynomial) = (polynomial, next);
            factorial *= degree;
        }

        var squares = TensorPrimitives.SumOfSquares<double>(polynomial);
        return Array.ConvertAll(polynomial, value => (float)(factorial * value / squares));
    }
}
