using System.Numerics.Tensors;
using ServerlessAffect.Features.Audio.Functionals.Contours;
using ServerlessAffect.Features.Audio.Functionals.Statistics;
using ServerlessAffect.Signal.Pitch;

namespace ServerlessAffect.Features.Audio.Functionals;

/// <summary>Everything that one extraction needs, kept for the next: contours first, then their statistics. For one caller at a time.</summary>
internal sealed class FunctionalsWorkspace
{
    /// <summary>Voiced or unvoiced frames that statistics of them need; with fewer, all frames stand in.</summary>
    private const int FewestFrames = 5;

    /// <summary>F0 is counted in semitones above this (Hz).</summary>
    private const float SemitoneBase = 55;
    private const float CycleFloor = 1e-4f;
    private const float LoudDecibels = 20;
    private const float Limit = 1e6f;
    private readonly FrameGrid _grid;
    private readonly bool _relativeLevel;
    private readonly ContourTable _table = new(ContourLayout.Count);
    private readonly PitchContour _pitch;
    private readonly SpectralContours _spectral;
    private readonly ModulationSpectrum _modulation = new(FrameGrid.FramesPerSecond);
    private readonly float[] _level = new float[LevelStatistics.Names.Count];
    private readonly float[] _shape = new float[ShapeStatistics.Names.Count];
    private float[] _samples = [];
    private float[] _part = [];
    private float[] _scratch = [];
    private PitchCycle[] _cycles = [];

    public FunctionalsWorkspace(FunctionalsParameters parameters)
    {
        _grid = new FrameGrid(parameters.SampleRate, parameters.FMax);
        (_pitch, _spectral, _relativeLevel) = (new PitchContour(_grid), new SpectralContours(_grid), parameters.RelativeLevel);
    }

    /// <param name="samples">[samples]; what is not a number counts as 0, what is beyond ±8 as ±8.</param>
    /// <param name="row">[columns].</param>
    public void Extract(ReadOnlySpan<float> samples, Span<float> row)
    {
        var sound = Clean(samples);
        _table.Resize((sound.Length / _grid.Hop) + 1);
        Reserve(ref _part, _table.Frames);
        Reserve(ref _scratch, _table.Frames);
        var f0 = _table[ContourLayout.F0];
        var periodicity = _table[ContourLayout.Periodicity];
        _pitch.Compute(sound, f0, periodicity, _table, ContourLayout.Harmonics);
        var hnr = _table[ContourLayout.HarmonicsToNoise];
        for (var t = 0; t < hnr.Length; t++)
        {
            hnr[t] = 10 * MathF.Log10(periodicity[t] / (1 - periodicity[t]));
        }

        _spectral.Compute(sound, f0, _table);
        var part = SoundingPart.Of(_table[ContourLayout.Energy], _scratch);
        var voiced = f0[part];
        var rest = row;
        for (var contour = 0; contour < ContourLayout.EveryFrame; contour++)
        {
            EveryFrame(_table[contour][part], voiced, ref rest);
        }

        F0(voiced, ref rest);
        Cycles(sound, f0, part, ref rest);
        for (var contour = ContourLayout.Harmonics; contour < ContourLayout.Count; contour++)
        {
            Level(Voiced(_table[contour][part], voiced, true), FunctionalsCatalogue.Voice, ref rest);
        }

        Timing(voiced, _table[ContourLayout.Energy][part], ref rest);
        _modulation.Begin(voiced.Length);
        for (var mel = 0; mel < SpectralContours.Mels; mel++)
        {
            _modulation.Compute(_table[ContourLayout.Mel + mel][part], rest[..ModulationSpectrum.Names.Count]);
            rest = rest[ModulationSpectrum.Names.Count..];
        }

        Finite(row);
    }

    private static void Reserve<T>(ref T[] room, int length) => room = room.Length < length ? new T[length] : room;

    private static void Finite(Span<float> row)
    {
        foreach (ref var value in row)
        {
            value = float.IsFinite(value) ? Math.Clamp(value, -Limit, Limit) : 0;
        }
    }

    private ReadOnlySpan<float> Clean(ReadOnlySpan<float> samples)
    {
        const float Loudest = 8;
        Reserve(ref _samples, samples.Length);
        for (var i = 0; i < samples.Length; i++)
        {
            _samples[i] = float.IsNaN(samples[i]) ? 0 : Math.Clamp(samples[i], -Loudest, Loudest);
        }

        var sound = _samples.AsSpan(0, samples.Length);
        if (_relativeLevel)
        {
            Reserve(ref _scratch, (sound.Length / _grid.Hop) + 1);
            Loudness.Level(sound, _grid.Hop, _scratch);
        }

        return sound;
    }

    private void EveryFrame(ReadOnlySpan<float> values, ReadOnlySpan<float> f0, ref Span<float> row)
    {
        Level(values, FunctionalsCatalogue.Level, ref row);
        Shape(values, ref row);
        var slopes = _part.AsSpan(0, values.Length);
        Slopes.Compute(values, slopes);
        Level(slopes, FunctionalsCatalogue.Slope, ref row);
        Level(Enough(Voiced(values, f0, true), values), FunctionalsCatalogue.Level, ref row);
        Level(Enough(Voiced(values, f0, false), values), FunctionalsCatalogue.Unvoiced, ref row);
    }

    private static ReadOnlySpan<float> Enough(ReadOnlySpan<float> some, ReadOnlySpan<float> all) => some.Length < FewestFrames ? all : some;

    private void Level(ReadOnlySpan<float> values, StatisticChoice kept, ref Span<float> row)
    {
        LevelStatistics.Compute(values, _scratch, _level);
        kept.Write(_level, ref row);
    }

    // After Level of the same values: the range is that of their percentiles.
    private void Shape(ReadOnlySpan<float> values, ref Span<float> row)
    {
        ShapeStatistics.Compute(values, _scratch, _level[5], _level[9], FrameGrid.FramesPerSecond, _shape);
        _shape.CopyTo(row);
        row = row[_shape.Length..];
    }

    private ReadOnlySpan<float> Voiced(ReadOnlySpan<float> values, ReadOnlySpan<float> f0, bool voiced)
    {
        var count = 0;
        for (var t = 0; t < values.Length; t++)
        {
            if (f0[t] > 0 == voiced && !float.IsNaN(values[t]))
            {
                _part[count++] = values[t];
            }
        }

        return _part.AsSpan(0, count);
    }

    private void F0(ReadOnlySpan<float> f0, ref Span<float> row)
    {
        var voiced = _part.AsSpan(0, Voiced(f0, f0, true).Length);
        Semitones(voiced);
        Level(voiced, FunctionalsCatalogue.Voice, ref row);
        var (first, last) = (f0.IndexOfAnyExcept(0f), f0.LastIndexOfAnyExcept(0f));
        var whole = first < 0 ? [] : _part.AsSpan(0, last - first + 1);
        if (first >= 0)
        {
            Bridge(f0[first..(last + 1)], whole);
            Semitones(whole);
            LevelStatistics.Compute(whole, _scratch, _level);
        }

        Shape(whole, ref row);
    }

    private static void Semitones(Span<float> hz)
    {
        TensorPrimitives.Divide(hz, SemitoneBase, hz);
        TensorPrimitives.Log2(hz, hz);
        TensorPrimitives.Multiply(hz, 12f, hz);
    }

    // Straight lines, in octaves, over unvoiced frames; both ends are voiced.
    private static void Bridge(ReadOnlySpan<float> f0, Span<float> whole)
    {
        var last = 0;
        for (var t = 0; t < f0.Length; t++)
        {
            if (f0[t] > 0)
            {
                whole[t] = f0[t];
                for (var between = last + 1; between < t; between++)
                {
                    whole[between] = f0[last] * MathF.Pow(f0[t] / f0[last], (float)(between - last) / (t - last));
                }

                last = t;
            }
        }
    }

    private void Cycles(ReadOnlySpan<float> sound, ReadOnlySpan<float> f0, Range part, ref Span<float> row)
    {
        Reserve(ref _cycles, PitchCycles.MaxCycles(sound.Length, _grid.SampleRate, PitchContour.FMax));
        var (from, length) = part.GetOffsetAndLength(f0.Length);
        var count = PitchCycles.Mark(sound, _grid.SampleRate, f0, _grid.Hop, _cycles);
        Reserve(ref _part, count);
        Reserve(ref _scratch, count);
        var cycles = _cycles.AsSpan(0, count);
        Level(Pairs(cycles, from, from + length, static (now, before) => MathF.Log((MathF.Abs(now.Period - before.Period) / before.Period) + CycleFloor)), FunctionalsCatalogue.Voice, ref row);
        Level(Pairs(cycles, from, from + length, static (now, before) => MathF.Log(MathF.Abs(Decibels(now.Amplitude / before.Amplitude)) + CycleFloor)), FunctionalsCatalogue.Voice, ref row);
    }

    private static float Decibels(float ratio) => 20 * MathF.Log10(Math.Clamp(ratio, 1e-3f, 1e3f));

    private ReadOnlySpan<float> Pairs(ReadOnlySpan<PitchCycle> cycles, int fromFrame, int toFrame, Func<PitchCycle, PitchCycle, float> difference)
    {
        var count = 0;
        for (var i = 1; i < cycles.Length; i++)
        {
            if (cycles[i].Continues && cycles[i].Start >= fromFrame * _grid.Hop && cycles[i].Start < toFrame * _grid.Hop)
            {
                _part[count++] = difference(cycles[i], cycles[i - 1]);
            }
        }

        return _part.AsSpan(0, count);
    }

    private void Timing(ReadOnlySpan<float> f0, ReadOnlySpan<float> energy, ref Span<float> row)
    {
        var voiced = RunLengths.Of(f0, 0, above: true, FrameGrid.FramesPerSecond);
        var pauses = RunLengths.Of(f0, 0, above: false, FrameGrid.FramesPerSecond);
        var sorted = _scratch.AsSpan(0, energy.Length);
        energy.CopyTo(sorted);
        sorted.Sort();
        var loud = RunLengths.Of(energy, LevelStatistics.Percentile(sorted, 99) - LoudDecibels, above: true, FrameGrid.FramesPerSecond);
        var silent = f0.Count(0f);
        ReadOnlySpan<float> values =
        [
            voiced.PerSecond, voiced.Mean, voiced.Deviation, voiced.Longest,
            pauses.PerSecond, pauses.Mean, pauses.Deviation,
            (float)f0.Length / FrameGrid.FramesPerSecond, 1 - ((float)silent / f0.Length),
            loud.PerSecond, loud.Mean, loud.Deviation,
        ];
        values.CopyTo(row);
        row = row[values.Length..];
    }
}
