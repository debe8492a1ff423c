using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Inference.Sessions;

/// <summary>Pinned buffers for one run at a time, and the bindings to them by shape. Widths are rounded up to few sizes, so that after a while no run
/// allocates anything, managed or native. Not safe for concurrent use.</summary>
internal sealed class RunSlot : IDisposable
{
    /// <summary>Rows of a batch run. From 8 on a row costs the same; from 128 on the gathered weights push each other out of the processor's caches.</summary>
    public const int BatchRows = 16;

    /// <summary>A row with more entries than this runs alone, so that a batch's memory stays small.</summary>
    public const int BatchWidth = 1024;

    private const int WidthStep = 32;

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions;
    private readonly int _columns;
    private readonly int _classes;
    private readonly Dictionary<(int Rows, int Width), OrtIoBinding> _bindings = [];
    private readonly float[] _probabilities;
    private long[] _indices = [];
    private float[] _values = [];
    private int _width;

    public RunSlot(InferenceSession session, RunOptions runOptions, int columns, int classes)
    {
        (_session, _runOptions, _columns, _classes) = (session, runOptions, columns, classes);
        _probabilities = GC.AllocateUninitializedArray<float>(BatchRows * classes, pinned: true);
    }

    /// <summary>Makes room for <paramref name="rows"/> (1 to <see cref="BatchRows"/>) of at most <paramref name="entries"/> entries each, all places unused.</summary>
    public void Begin(int rows, int entries)
    {
        _width = Rounded(entries);
        var places = rows * _width;
        if (places > _indices.Length)
        {
            ForgetBindings();
            _indices = GC.AllocateUninitializedArray<long>(places, pinned: true);
            _values = GC.AllocateUninitializedArray<float>(places, pinned: true);
        }
    }

    /// <summary>Copies one row in and pads it.</summary>
    /// <returns>False where a column is outside the model's or a value is not a finite single-precision number.</returns>
    public bool TrySetRow(int row, ReadOnlySpan<int> indices, ReadOnlySpan<double> values)
    {
        var places = _indices.AsSpan(row * _width, _width);
        var numbers = _values.AsSpan(row * _width, _width);
        places[indices.Length..].Clear();
        numbers[indices.Length..].Clear();
        if (indices.IsEmpty)
        {
            return true;
        }

        TensorPrimitives.ConvertTruncating(indices, places);
        TensorPrimitives.ConvertTruncating(values, numbers);
        return TensorPrimitives.Min(indices) >= 0 && TensorPrimitives.Max(indices) < _columns && TensorPrimitives.IsFiniteAll<float>(numbers[..values.Length]);
    }

    /// <summary>Runs the rows that were set.</summary>
    /// <returns>[rows, classes], valid until the next run.</returns>
    public ReadOnlySpan<float> Run(int rows)
    {
        var shape = (rows, _width);
        if (!_bindings.TryGetValue(shape, out var binding))
        {
            binding = Bind(rows, _width);
            _bindings.Add(shape, binding);
        }

        _session.RunWithBinding(_runOptions, binding);
        return _probabilities.AsSpan(0, rows * _classes);
    }

    public void Dispose() => ForgetBindings();

    /// <summary>The next multiple of 32 up to 512 places, the next power of two above.</summary>
    private static int Rounded(int entries) => entries switch
    {
        <= WidthStep => WidthStep,
        <= 16 * WidthStep => (entries + WidthStep - 1) / WidthStep * WidthStep,
        _ => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)entries),
    };

    private OrtIoBinding Bind(int rows, int width)
    {
        var binding = _session.CreateIoBinding();
        try
        {
            // The binding keeps the native tensors alive; the arrays are pinned for as long as this object holds them.
            using var indices = Over(TensorElementType.Int64, _indices, sizeof(long), rows, width);
            using var values = Over(TensorElementType.Float, _values, sizeof(float), rows, width);
            using var probabilities = Over(TensorElementType.Float, _probabilities, sizeof(float), rows, _classes);
            binding.BindInput(SparseInput.Indices, indices);
            binding.BindInput(SparseInput.Values, values);
            binding.BindOutput(SparseInput.Probabilities, probabilities);
            return binding;
        }
        catch
        {
            binding.Dispose();
            throw;
        }
    }

    private static OrtValue Over<T>(TensorElementType type, T[] pinned, int size, int rows, int width)
        where T : unmanaged =>
        OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            type,
            [rows, width],
            System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0),
            (long)rows * width * size);

    private void ForgetBindings()
    {
        foreach (var binding in _bindings.Values)
        {
            binding.Dispose();
        }

        _bindings.Clear();
    }
}
