using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Transforms;

namespace ServerlessAffect.Signal.Mel;

/// <summary>Cosine transform of decibels in mel bands; the last step of librosa.feature.mfcc (dct_type=2, norm='ortho'). Immutable; safe for concurrent use.</summary>
public sealed class Cepstrum
{
    private const int AtOnce = 5;
    private const int Run = 32;
    private readonly float[] _basis;
    private readonly double[] _rowSums;

    /// <param name="nMfcc">Coefficients, from 1 to <paramref name="nMels"/>.</param>
    /// <param name="nMels">Bands, from 1.</param>
    /// <param name="lifter">0: none. Otherwise coefficient n is multiplied by 1 + lifter / 2 sin(pi (n + 1) / lifter).</param>
    public Cepstrum(int nMfcc, int nMels, int lifter = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nMfcc, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nMfcc, nMels);
        ArgumentOutOfRangeException.ThrowIfNegative(lifter);
        (NMfcc, NMels, _basis) = (nMfcc, nMels, Dct.OrthonormalBasis(nMfcc, nMels));
        for (var n = 0; n < nMfcc && lifter > 0; n++)
        {
            var factor = 1 + (lifter / 2.0 * Math.Sin(Math.PI * (n + 1) / lifter));
            foreach (ref var value in _basis.AsSpan(n * nMels, nMels))
            {
                value = (float)(value * factor);
            }
        }

        _rowSums = new double[nMfcc];
        for (var n = 0; n < nMfcc; n++)
        {
            foreach (var value in _basis.AsSpan(n * nMels, nMels))
            {
                _rowSums[n] += value;
            }
        }
    }

    public int NMfcc { get; }

    public int NMels { get; }

    /// <param name="decibels">[NMels, frames].</param>
    /// <param name="frames">From 1.</param>
    /// <param name="floor">Finite. What lies below counts as this (dB): librosa's top_db below the loudest of the clip.</param>
    /// <param name="mfcc">[NMfcc, frames].</param>
    public void Compute(ReadOnlySpan<float> decibels, int frames, float floor, Span<float> mfcc)
    {
        if (decibels.Length != NMels * frames || mfcc.Length != NMfcc * frames)
        {
            throw new ArgumentException($"Expected {NMels} x {frames} decibels and room for {NMfcc} x {frames}, got {decibels.Length} and {mfcc.Length}.");
        }

        ref var from = ref MemoryMarshal.GetReference(decibels);
        ref var to = ref MemoryMarshal.GetReference(mfcc);
        var frame = 0;
        for (; frame <= frames - Vector512<float>.Count; frame += Vector512<float>.Count)
        {
            Block(ref Unsafe.Add(ref from, frame), frames, floor, ref Unsafe.Add(ref to, frame));
        }

        // The last full vector again, or frame by frame where there is none.
        if (frame < frames && frames >= Vector512<float>.Count)
        {
            Block(ref Unsafe.Add(ref from, frames - Vector512<float>.Count), frames, floor, ref Unsafe.Add(ref to, frames - Vector512<float>.Count));
            return;
        }

        for (; frame < frames; frame++)
        {
            for (var n = 0; n < NMfcc; n++)
            {
                var sum = 0f;
                for (var m = 0; m < NMels; m++)
                {
                    sum += _basis[(n * NMels) + m] * Math.Max(decibels[(m * frames) + frame] - floor, 0);
                }

                mfcc[(n * frames) + frame] = sum + (float)(floor * _rowSums[n]);
            }
        }
    }

    private void Block(ref float from, int frames, float floor, ref float to)
    {
        var n = 0;
        for (; n <= NMfcc - AtOnce; n += AtOnce)
        {
            Five(n, ref from, frames, floor, ref Unsafe.Add(ref to, n * frames));
        }

        for (; n < NMfcc; n++)
        {
            ref var row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_basis), n * NMels);
            var lowest = Vector512.Create(floor);
            var sum = Offset(n, floor);
            for (var start = 0; start < NMels; start += Run)
            {
                var part = Vector512<float>.Zero;
                for (var m = start; m < Math.Min(NMels, start + Run); m++)
                {
                    var values = Vector512.Max(Vector512.LoadUnsafe(ref from, (nuint)(m * frames)) - lowest, Vector512<float>.Zero);
                    part = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref row, m)), part);
                }

                sum += part;
            }

            sum.StoreUnsafe(ref to, (nuint)(n * frames));
        }
    }

    private void Five(int n, ref float from, int frames, float floor, ref float to)
    {
        // Counted from the floor up and in short runs: long sums of one sign would cost digits.
        var lowest = Vector512.Create(floor);
        ref var row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_basis), n * NMels);
        var (t0, t1, t2, t3, t4) = (Offset(n, floor), Offset(n + 1, floor), Offset(n + 2, floor), Offset(n + 3, floor), Offset(n + 4, floor));
        for (var start = 0; start < NMels; start += Run)
        {
            var (s0, s1, s2, s3, s4) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            for (var m = start; m < Math.Min(NMels, start + Run); m++)
            {
                var values = Vector512.Max(Vector512.LoadUnsafe(ref from, (nuint)(m * frames)) - lowest, Vector512<float>.Zero);
                s0 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref row, m)), s0);
                s1 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref row, m + NMels)), s1);
                s2 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref row, m + (2 * NMels))), s2);
                s3 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref row, m + (3 * NMels))), s3);
                s4 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref row, m + (4 * NMels))), s4);
            }

            (t0, t1, t2, t3, t4) = (t0 + s0, t1 + s1, t2 + s2, t3 + s3, t4 + s4);
        }

        t0.StoreUnsafe(ref to, 0);
        t1.StoreUnsafe(ref to, (nuint)frames);
        t2.StoreUnsafe(ref to, (nuint)(2 * frames));
        t3.StoreUnsafe(ref to, (nuint)(3 * frames));
        t4.StoreUnsafe(ref to, (nuint)(4 * frames));
    }

    private Vector512<float> Offset(int coefficient, float floor) => Vector512.Create((float)(floor * _rowSums[coefficient]));
}
