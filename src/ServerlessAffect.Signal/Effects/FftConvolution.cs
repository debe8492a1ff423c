using System.Numerics.Tensors;
using ServerlessAffect.Signal.Transforms;

namespace ServerlessAffect.Signal.Effects;

/// <summary>Convolution with a long kernel, block by block through the frequency domain (overlap-add). Holds scratch memory: for one caller at a time.</summary>
internal sealed class FftConvolution
{
    private readonly int _kernelLength;
    private readonly RealFft<float> _fft;
    private readonly float[] _kernelRe;
    private readonly float[] _kernelIm;
    private readonly float[] _re;
    private readonly float[] _im;
    private readonly float[] _product;
    private readonly float[] _block;

    internal FftConvolution(ReadOnlySpan<float> kernel)
    {
        _kernelLength = kernel.Length;
        _fft = new RealFft<float>((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(256, 2 * kernel.Length)));
        _block = new float[_fft.Length];
        (_kernelRe, _kernelIm) = (new float[_fft.Bins], new float[_fft.Bins]);
        (_re, _im, _product) = (new float[_fft.Bins], new float[_fft.Bins], new float[_fft.Bins]);
        kernel.CopyTo(_block);
        _fft.Forward(_block, _kernelRe, _kernelIm);
    }

    /// <summary>convolved[n] = sum over k of kernel[k] samples[n - k], as many values as samples: what would come after the end is cut off.</summary>
    /// <param name="samples">[samples].</param>
    /// <param name="convolved">[samples], written; another memory.</param>
    internal void Apply(ReadOnlySpan<float> samples, Span<float> convolved)
    {
        convolved.Clear();
        var step = _block.Length - _kernelLength + 1;
        for (var from = 0; from < samples.Length; from += step)
        {
            var count = Math.Min(step, samples.Length - from);
            samples.Slice(from, count).CopyTo(_block);
            _block.AsSpan(count).Clear();
            _fft.Forward(_block, _re, _im);
            MultiplyByKernel();
            _fft.Inverse(_product, _im, _block);
            var to = convolved.Slice(from, Math.Min(_block.Length, samples.Length - from));
            TensorPrimitives.Add(to, _block.AsSpan(0, to.Length), to);
        }
    }

    private void MultiplyByKernel()
    {
        for (var k = 0; k < _re.Length; k++)
        {
            _product[k] = (_re[k] * _kernelRe[k]) - (_im[k] * _kernelIm[k]);
            _im[k] = (_re[k] * _kernelIm[k]) + (_im[k] * _kernelRe[k]);
        }
    }
}
