using System.Text;

namespace ServerlessAffect.Features.Text.Reading;

/// <summary>Reads what cannot be decoded as U+FFFD and counts it.</summary>
internal sealed class CountingFallback : DecoderFallback
{
    public long Count { get; private set; }

    public override int MaxCharCount => 1;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

    private sealed class Buffer(CountingFallback owner) : DecoderFallbackBuffer
    {
        private int _remaining;

        public override int Remaining => Math.Max(_remaining, 0);

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            owner.Count++;
            _remaining = 1;
            return true;
        }

        public override char GetNextChar() => --_remaining >= 0 ? '\uFFFD' : '\0';

        public override bool MovePrevious()
        {
            if (_remaining > 0)
            {
                return false;
            }

            _remaining++;
            return true;
        }

        public override void Reset() => _remaining = 0;
    }
}
