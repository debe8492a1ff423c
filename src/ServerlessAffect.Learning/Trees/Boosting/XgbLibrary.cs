using System.Runtime.InteropServices;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>XGBoost's shared library (https://xgboost.readthedocs.io, Apache 2.0), which the system's packages bring: <c>libxgboost0</c> of Debian and Ubuntu.</summary>
public static class XgbLibrary
{
    // The numbered name is what the runtime package has; the plain one comes with the headers or with other systems.
    private static readonly string[] Names = ["libxgboost.so.0", "xgboost"];

    private static readonly Lazy<nint> Handle = new(Load);

    /// <summary>Whether boosted trees can be fitted, loaded and run on this machine.</summary>
    public static bool IsInstalled => Handle.Value != 0;

    /// <exception cref="AffectException"><see cref="ErrorCodes.MissingTool"/>: it is not installed.</exception>
    internal static nint Require() => IsInstalled
        ? Handle.Value
        : throw new AffectException(
            ErrorCodes.MissingTool,
            "Boosted trees and random forests need XGBoost's library, which was not found; install it (Debian, Ubuntu: apt-get install libxgboost0). Scoring with a published model needs none.");

    private static nint Load()
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, typeof(XgbLibrary).Assembly, DllImportSearchPath.SafeDirectories, out var handle))
            {
                return handle;
            }
        }

        return 0;
    }
}
