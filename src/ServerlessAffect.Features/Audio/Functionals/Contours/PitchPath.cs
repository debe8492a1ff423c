namespace ServerlessAffect.Features.Audio.Functionals.Contours;

/// <summary>The cheapest path through the candidates of all frames (Viterbi), with Praat's costs: jumps and changes of voicing cost, higher F0 and stronger maxima pay.</summary>
internal sealed class PitchPath
{
    /// <summary>Voiced candidates that are kept of a frame; state 0 is "unvoiced".</summary>
    private const int Kept = 8;
    private const int States = Kept + 1;
    private const float VoicingThreshold = 0.45f;
    private const float SilenceThreshold = 0.03f;
    private const float OctaveCost = 0.02f;
    private const float OctaveJumpCost = 0.35f;
    private const float VoicingCost = 0.14f;
    private const float Never = -1e9f;

    // [frames, States] each.
    private float[] _hz = [];
    private float[] _octaves = [];
    private float[] _strength = [];
    private float[] _score = [];
    private byte[] _from = [];
    private int _at;

    public void Begin(int frames)
    {
        if (_hz.Length < frames * States)
        {
            (_hz, _octaves, _strength, _score, _from) =
                (new float[frames * States], new float[frames * States], new float[frames * States], new float[frames * States], new byte[frames * States]);
        }
    }

    /// <param name="relativePeak">The frame's largest magnitude by the window's.</param>
    public void BeginFrame(int frame, float relativePeak)
    {
        _at = frame * States;
        _score.AsSpan(_at, States).Fill(Never);
        _strength.AsSpan(_at, States).Clear();
        _hz.AsSpan(_at, States).Clear();
        _octaves.AsSpan(_at, States).Clear();
        _score[_at] = VoicingThreshold + MathF.Max(0, 2 - (relativePeak / (SilenceThreshold / (1 + VoicingThreshold))));
    }

    /// <summary>Adds a candidate to the frame; the weakest gives way.</summary>
    public void Add(float hz, float strength)
    {
        var octaves = MathF.Log2(hz / (float)PitchContour.FMin);
        var score = strength + (OctaveCost * octaves);
        var weakest = _at + 1;
        for (var state = _at + 2; state < _at + States; state++)
        {
            weakest = _score[state] < _score[weakest] ? state : weakest;
        }

        if (score > _score[weakest])
        {
            (_hz[weakest], _octaves[weakest], _strength[weakest], _score[weakest]) = (hz, octaves, strength, score);
        }
    }

    /// <param name="f0">[frames], Hz; 0 where unvoiced.</param>
    /// <param name="periodicity">[frames], of what was chosen, or the strongest candidate where unvoiced; from 0.001 to 0.9999.</param>
    public void Best(Span<float> f0, Span<float> periodicity)
    {
        for (var t = 1; t < f0.Length; t++)
        {
            Step(t * States);
        }

        var state = 0;
        for (var t = f0.Length - 1; t >= 0; t--)
        {
            var at = t * States;
            if (t == f0.Length - 1)
            {
                for (var s = 1; s < States; s++)
                {
                    state = _score[at + s] > _score[at + state] ? s : state;
                }
            }

            var strength = _strength[at + state];
            for (var s = 1; state == 0 && s < States; s++)
            {
                strength = MathF.Max(strength, _strength[at + s]);
            }

            (f0[t], periodicity[t]) = (_hz[at + state], Math.Clamp(strength, 0.001f, 0.9999f));
            state = _from[at + state];
        }
    }

    private void Step(int at)
    {
        var before = at - States;
        for (var s = 0; s < States; s++)
        {
            var (best, from) = (float.NegativeInfinity, 0);
            for (var b = 0; b < States; b++)
            {
                var cost = (s == 0) != (b == 0) ? VoicingCost : s == 0 ? 0 : OctaveJumpCost * MathF.Abs(_octaves[at + s] - _octaves[before + b]);
                var score = _score[before + b] - cost;
                (best, from) = score > best ? (score, b) : (best, from);
            }

            _score[at + s] += best;
            _from[at + s] = (byte)from;
        }
    }
}
