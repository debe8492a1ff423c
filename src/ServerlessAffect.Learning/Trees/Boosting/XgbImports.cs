using System.Runtime.InteropServices;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>The functions of XGBoost's C interface (<c>xgboost/c_api.h</c>) that are in use. Each returns 0, or another number and leaves a message on its thread.</summary>
internal static partial class XgbImports
{
    private const string Library = "xgboost";

    static XgbImports() => NativeLibrary.SetDllImportResolver(typeof(XgbImports).Assembly, static (name, _, _) => name == Library ? XgbLibrary.Require() : 0);

    /// <exception cref="AffectException">The call failed: with the code given, and what XGBoost says.</exception>
    public static void Require(int result, string code = ErrorCodes.Internal)
    {
        if (result != 0)
        {
            // After the first line comes a stack of the library.
            var said = (Marshal.PtrToStringUTF8(XGBGetLastError()) ?? string.Empty).Split('\n')[0];
            throw new AffectException(code, $"XGBoost failed: {Core.Printable.Shorten(said, 300)}");
        }
    }

    [LibraryImport(Library)]
    internal static partial int XGDMatrixCreateFromMat(ReadOnlySpan<float> data, ulong rows, ulong columns, float missing, out XgbRowsHandle handle);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGDMatrixSetFloatInfo(XgbRowsHandle handle, string field, ReadOnlySpan<float> values, ulong length);

    [LibraryImport(Library)]
    internal static partial int XGDMatrixFree(nint handle);

    [LibraryImport(Library)]
    internal static partial int XGBoosterCreate(ReadOnlySpan<nint> rows, ulong length, out BoosterHandle handle);

    [LibraryImport(Library)]
    internal static partial int XGBoosterFree(nint handle);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterSetParam(BoosterHandle handle, string name, string value);

    [LibraryImport(Library)]
    internal static partial int XGBoosterUpdateOneIter(BoosterHandle handle, int iteration, XgbRowsHandle rows);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterEvalOneIter(BoosterHandle handle, int iteration, ReadOnlySpan<nint> rows, string[] names, ulong length, out nint result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterPredictFromDMatrix(BoosterHandle handle, XgbRowsHandle rows, string config, out nint shape, out ulong dimensions, out nint result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterFeatureScore(
        BoosterHandle handle, string config, out ulong features, out nint names, out ulong dimensions, out nint shape, out nint scores);

    [LibraryImport(Library)]
    internal static partial int XGBoosterSlice(BoosterHandle handle, int begin, int end, int step, out BoosterHandle sliced);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterSaveModelToBuffer(BoosterHandle handle, string config, out ulong length, out nint bytes);

    [LibraryImport(Library)]
    internal static partial int XGBoosterLoadModelFromBuffer(BoosterHandle handle, ReadOnlySpan<byte> bytes, ulong length);

    [LibraryImport(Library)]
    private static partial nint XGBGetLastError();
}
