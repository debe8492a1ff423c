using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Inference.Sessions;

/// <summary>A session over dense rows: input <c>features</c> float [rows, columns], output <c>probabilities</c> float [rows, classes].</summary>
internal sealed class DenseSession : ModelSession<DenseSlot>
{
    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.DamagedModel"/>: the graph is not of this contract, or has other sizes.</exception>
    public DenseSession(byte[] verifiedModel, int columns, int classes)
        : base(verifiedModel, columns, classes)
    {
        try
        {
            RequireContract();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    protected override DenseSlot CreateSlot() => new(Session, RunOptions, Columns, Classes);

    private void RequireContract()
    {
        var inputs = Session.InputMetadata;
        if (inputs.Count != 1
            || !inputs.TryGetValue(DenseLinearExport.Input, out var features) || features.ElementType != typeof(float)
            || features.Dimensions is not [_, var columns] || columns != Columns)
        {
            throw ModelFaults.Damaged($"its graph does not read {DenseLinearExport.Input} float [rows, {Columns}], one column per feature of the schema");
        }

        RequireAnswer();
    }
}
