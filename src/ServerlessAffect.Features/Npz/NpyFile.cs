using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Npz;

/// <summary>numpy's <c>.npy</c>: one array.</summary>
public static class NpyFile
{
    public static byte[] Write(NpyArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return NpyFormat.Write(array);
    }

    /// <summary>A table of numbers that numpy saved, [rows, columns] in double precision; values that are no numbers are kept.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidData"/>: anything but a matrix of float32 or float64.</exception>
    public static (int Rows, int Columns, double[] Values) ReadMatrix(ReadOnlySpan<byte> bytes)
    {
        NpyArray array;
        try
        {
            array = NpyFormat.Read(bytes, "table");
        }
        catch (AffectException error) when (error.Code == ErrorCodes.DamagedFeatures)
        {
            throw new AffectException(ErrorCodes.InvalidData, "The .npy file cannot be read; expected a matrix of float32 or float64 in C order, as numpy.save writes it.", error);
        }

        return (array.Data, array.Shape) switch
        {
            (double[] values, [var rows, var columns]) => (rows, columns, values),
            (float[] values, [var rows, var columns]) => (rows, columns, Array.ConvertAll(values, v => (double)v)),
            _ => throw new AffectException(
                ErrorCodes.InvalidData, $"The .npy file holds {array.Descr} of shape ({string.Join(", ", array.Shape)}); expected a matrix of float32 or float64, an item a row."),
        };
    }

    /// <summary>The samples of a recording that numpy saved: one row of float32.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.MalformedSound"/>: anything else; <see cref="ErrorCodes.NotFinite"/>: a value that is no number or infinite.</exception>
    public static float[] ReadSamples(ReadOnlySpan<byte> bytes)
    {
        NpyArray array;
        try
        {
            array = NpyFormat.Read(bytes, "samples");
        }
        catch (AffectException error) when (error.Code == ErrorCodes.DamagedFeatures)
        {
            throw new AffectException(ErrorCodes.MalformedSound, "The .npy file cannot be read; expected one row of float32 samples as numpy.save writes it.", error);
        }

        if (array.Data is not float[] samples || array.Shape.Count != 1)
        {
            throw new AffectException(
                ErrorCodes.MalformedSound, $"The .npy file holds {array.Descr} of shape ({string.Join(", ", array.Shape)}); expected one row of float32 samples (<f4).");
        }

        var wrong = Array.FindIndex(samples, s => !float.IsFinite(s));
        return wrong < 0
            ? samples
            : throw new AffectException(ErrorCodes.NotFinite, $"Sample {wrong} is not finite; samples are numbers, full scale being -1 to 1.");
    }
}
