using System.Runtime.InteropServices;

namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>A <c>DMatrix</c> of the library.</summary>
internal sealed class XgbRowsHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => XgbImports.XGDMatrixFree(handle) == 0;
}
