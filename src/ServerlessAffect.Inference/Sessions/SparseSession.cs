using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Inference.Sessions;

/// <summary>An ONNX Runtime session over the contract of <see cref="SparseInput"/>, and the buffers that its runs borrow. Safe for concurrent use.</summary>
internal sealed class SparseSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly ConcurrentBag<RunSlot> _idle = [];
    private int _users = 1;
    private int _disposed;

    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.DamagedModel"/>: the graph is not of this contract, or has other sizes.</exception>
    public SparseSession(byte[] verifiedModel, int columns, int classes)
    {
        (Columns, Classes) = (columns, classes);
        try
        {
            _session = OnnxEnvironment.Open(verifiedModel);
        }
        catch (OnnxRuntimeException exception)
        {
            throw ModelFaults.Damaged("ONNX Runtime does not accept its graph", exception);
        }

        try
        {
            RequireContract();
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    public int Columns { get; }

    public int Classes { get; }

    /// <summary>Borrows buffers for some runs; give them back with <see cref="Return"/>, whatever happened.</summary>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public RunSlot Rent()
    {
        Enter();
        return _idle.TryTake(out var slot) ? slot : new RunSlot(_session, _runOptions, Columns, Classes);
    }

    public void Return(RunSlot slot)
    {
        _idle.Add(slot);
        Leave();
    }

    /// <summary>Native memory goes when the last run that has begun is over.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Leave();
        }
    }

    private void Enter()
    {
        var users = Volatile.Read(ref _users);
        while (true)
        {
            ObjectDisposedException.ThrowIf(users == 0 || Volatile.Read(ref _disposed) != 0, this);
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
            {
                return;
            }

            users = seen;
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _users) != 0)
        {
            return;
        }

        while (_idle.TryTake(out var slot))
        {
            slot.Dispose();
        }

        _runOptions.Dispose();
        _session.Dispose();
    }

    private void RequireContract()
    {
        var inputs = _session.InputMetadata;
        if (inputs.Count != 2
            || !inputs.TryGetValue(SparseInput.Indices, out var indices) || indices.ElementType != typeof(long) || indices.Dimensions.Length != 2
            || !inputs.TryGetValue(SparseInput.Values, out var values) || values.ElementType != typeof(float) || values.Dimensions.Length != 2)
        {
            throw ModelFaults.Damaged($"its graph does not read {SparseInput.Indices} int64 [rows, width] and {SparseInput.Values} float [rows, width]");
        }

        if (!_session.OutputMetadata.TryGetValue(SparseInput.Probabilities, out var output) || output.ElementType != typeof(float)
            || output.Dimensions is not [_, var classes] || classes != Classes)
        {
            throw ModelFaults.Damaged($"its graph does not answer with {SparseInput.Probabilities} float [rows, {Classes}], one column per class of the manifest");
        }

        var stated = _session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(SparseInput.FeaturesKey);
        if (stated != Columns.ToString(CultureInfo.InvariantCulture))
        {
            throw ModelFaults.Damaged($"its graph has {(stated is null ? "no stated number of" : ModelFaults.Shown(stated))} features and its schema {Columns}");
        }
    }
}
