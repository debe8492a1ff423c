using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Inference.Sessions;

/// <summary>An ONNX Runtime session and the buffers that its runs borrow. Safe for concurrent use.</summary>
/// <typeparam name="TSlot">The buffers of one run at a time.</typeparam>
internal abstract class ModelSession<TSlot> : IDisposable
    where TSlot : class, IDisposable
{
    private readonly ConcurrentBag<TSlot> _idle = [];
    private int _users = 1;
    private int _disposed;

    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.DamagedModel"/>: ONNX Runtime does not accept the graph.</exception>
    protected ModelSession(byte[] verifiedModel, int columns, int classes)
    {
        (Columns, Classes) = (columns, classes);
        try
        {
            Session = OnnxEnvironment.Open(verifiedModel);
        }
        catch (OnnxRuntimeException exception)
        {
            throw ModelFaults.Damaged("ONNX Runtime does not accept its graph", exception);
        }
    }

    public int Columns { get; }

    public int Classes { get; }

    protected InferenceSession Session { get; }

    protected RunOptions RunOptions { get; } = new();

    /// <summary>Borrows buffers for some runs; give them back with <see cref="Return"/>, whatever happened.</summary>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public TSlot Rent()
    {
        Enter();
        return _idle.TryTake(out var slot) ? slot : CreateSlot();
    }

    public void Return(TSlot slot)
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

    protected abstract TSlot CreateSlot();

    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.DamagedModel"/>: the graph does not answer with probabilities of as many classes.</exception>
    protected void RequireAnswer()
    {
        if (!Session.OutputMetadata.TryGetValue(SparseInput.Probabilities, out var output) || output.ElementType != typeof(float)
            || output.Dimensions is not [_, var classes] || classes != Classes)
        {
            throw ModelFaults.Damaged($"its graph does not answer with {SparseInput.Probabilities} float [rows, {Classes}], one column per class of the manifest");
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

        RunOptions.Dispose();
        Session.Dispose();
    }
}
