using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Inference.Sessions;

/// <summary>Pinned buffers for one run of dense rows at a time, and the bindings to them by number of rows. Not safe for concurrent use.</summary>
internal sealed class DenseSlot : IDisposable
{
    /// <summary>Rows of a run: enough to share the reading of the weights, few enough to stay in the processor's caches.</summary>
    public const int BatchRows = 16;

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions;
    private readonly int _columns;
    private readonly int _classes;
    private readonly OrtIoBinding?[] _bindings = new OrtIoBinding?[BatchRows + 1];
    private readonly float[] _features;
    private readonly float[] _probabilities;

    public DenseSlot(InferenceSession session, RunOptions runOptions, int columns, int classes)
    {
        (_session, _runOptions, _columns, _classes) = (session, runOptions, columns, classes);
        _features = GC.AllocateUninitializedArray<float>(BatchRows * columns, pinned: true);
        _probabilities = GC.AllocateUninitializedArray<float>(BatchRows * classes, pinned: true);
    }

    /// <summary>Room for the features of the first <paramref name="rows"/> (1 to <see cref="BatchRows"/>), to be filled before <see cref="Run"/>.</summary>
    public Span<float> Features(int rows) => _features.AsSpan(0, rows * _columns);

    /// <returns>[rows, classes], valid until the next run.</returns>
    public ReadOnlySpan<float> Run(int rows)
    {
        _session.RunWithBinding(_runOptions, _bindings[rows] ??= Bind(rows));
        return _probabilities.AsSpan(0, rows * _classes);
    }

    public void Dispose()
    {
        foreach (var binding in _bindings)
        {
            binding?.Dispose();
        }
    }

    private OrtIoBinding Bind(int rows)
    {
        var binding = _session.CreateIoBinding();
        try
        {
            // The binding keeps the native tensors alive; the arrays are pinned for as long as this object holds them.
            using var features = Over(_features, rows, _columns);
            using var probabilities = Over(_probabilities, rows, _classes);
            binding.BindInput(DenseLinearExport.Input, features);
            binding.BindOutput(SparseInput.Probabilities, probabilities);
            return binding;
        }
        catch
        {
            binding.Dispose();
            throw;
        }
    }

    private static OrtValue Over(float[] pinned, int rows, int columns) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance, TensorElementType.Float, [rows, columns], Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0), (long)rows * columns * sizeof(float));
}
