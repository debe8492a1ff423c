using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ServerlessAffect.Inference.VoiceActivity;

/// <summary>Silero's model over one recording: each frame is seen after the last samples of the one before, and a state goes from frame to frame.</summary>
internal sealed class SileroVoiceActivity : IVoiceActivity
{
    public const int Rate = 16_000;

    private const int Context = 64;
    private const int Frame = 512;
    private const int StateSize = 2 * 128;

    // Speech begins above the first and ends below the second, as the model's authors do it.
    private const float Begins = 0.5f;
    private const float Ends = 0.35f;

    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly float[] _input = GC.AllocateArray<float>(Context + Frame, pinned: true);
    private readonly long[] _rate = GC.AllocateArray<long>(1, pinned: true);
    private readonly float[][] _states = [GC.AllocateArray<float>(StateSize, pinned: true), GC.AllocateArray<float>(StateSize, pinned: true)];
    private readonly float[] _probability = GC.AllocateArray<float>(1, pinned: true);
    private readonly OrtIoBinding[] _bindings;
    private int _turn;
    private bool _speaks;

    /// <param name="session">Stays the caller's.</param>
    public SileroVoiceActivity(InferenceSession session)
    {
        _session = session;
        _rate[0] = Rate;
        _bindings = [Bind(0), Bind(1)];
    }

    public int SampleRate => Rate;

    public int FrameLength => Frame;

    public bool Next(ReadOnlySpan<float> frame)
    {
        if (frame.Length != Frame)
        {
            throw new ArgumentException($"Expected a frame of {Frame} samples, got {frame.Length}.", nameof(frame));
        }

        _input.AsSpan(Frame, Context).CopyTo(_input);
        frame.CopyTo(_input.AsSpan(Context));
        _session.RunWithBinding(_options, _bindings[_turn]);
        _turn = 1 - _turn;
        _speaks = _probability[0] >= (_speaks ? Ends : Begins);
        return _speaks;
    }

    public void Dispose()
    {
        foreach (var binding in _bindings)
        {
            binding.Dispose();
        }

        _options.Dispose();
    }

    /// <summary>Reads one state and writes the other, so that nothing is copied between frames.</summary>
    private OrtIoBinding Bind(int turn)
    {
        var binding = _session.CreateIoBinding();
        using var input = Over(TensorElementType.Float, _input, sizeof(float), 1, Context + Frame);
        using var state = Over(TensorElementType.Float, _states[turn], sizeof(float), 2, 1, 128);
        using var rate = Over(TensorElementType.Int64, _rate, sizeof(long), 1);
        using var probability = Over(TensorElementType.Float, _probability, sizeof(float), 1, 1);
        using var next = Over(TensorElementType.Float, _states[1 - turn], sizeof(float), 2, 1, 128);
        binding.BindInput("input", input);
        binding.BindInput("state", state);
        binding.BindInput("sr", rate);
        binding.BindOutput("output", probability);
        binding.BindOutput("stateN", next);
        return binding;
    }

    private static OrtValue Over<T>(TensorElementType type, T[] pinned, int size, params long[] shape)
        where T : unmanaged =>
        OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape, Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0), (long)pinned.Length * size);
}
