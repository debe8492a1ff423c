using System.Runtime.InteropServices;

namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>A booster of the library.</summary>
internal sealed class BoosterHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => XgbImports.XGBoosterFree(handle) == 0;
}
