using System.Globalization;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Inference.Sessions;

/// <summary>A session over the contract of <see cref="SparseInput"/>.</summary>
internal sealed class SparseSession : ModelSession<RunSlot>
{
    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.DamagedModel"/>: the graph is not of this contract, or has other sizes.</exception>
    public SparseSession(byte[] verifiedModel, int columns, int classes)
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

    protected override RunSlot CreateSlot() => new(Session, RunOptions, Columns, Classes);

    private void RequireContract()
    {
        var inputs = Session.InputMetadata;
        if (inputs.Count != 2
            || !inputs.TryGetValue(SparseInput.Indices, out var indices) || indices.ElementType != typeof(long) || indices.Dimensions.Length != 2
            || !inputs.TryGetValue(SparseInput.Values, out var values) || values.ElementType != typeof(float) || values.Dimensions.Length != 2)
        {
            throw ModelFaults.Damaged($"its graph does not read {SparseInput.Indices} int64 [rows, width] and {SparseInput.Values} float [rows, width]");
        }

        RequireAnswer();
        var stated = Session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(SparseInput.FeaturesKey);
        if (stated != Columns.ToString(CultureInfo.InvariantCulture))
        {
            throw ModelFaults.Damaged($"its graph has {(stated is null ? "no stated number of" : ModelFaults.Shown(stated))} features and its schema {Columns}");
        }
    }
}
