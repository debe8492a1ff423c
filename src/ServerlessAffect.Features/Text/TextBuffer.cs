namespace ServerlessAffect.Features.Text;

/// <summary>Characters that grow and are used again, so that preparing a text allocates nothing once the buffer is long enough.</summary>
internal sealed class TextBuffer
{
    private char[] _items = new char[512];

    public int Length { get; private set; }

    public int Capacity => _items.Length;

    public ReadOnlySpan<char> Written => _items.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(char item)
    {
        if (Length == _items.Length)
        {
            Grow(1);
        }

        _items[Length++] = item;
    }

    public void Append(ReadOnlySpan<char> items)
    {
        items.CopyTo(Reserve(items.Length));
        Length += items.Length;
    }

    public void AppendCodePoint(int codePoint)
    {
        if (codePoint < 0x10000)
        {
            Append((char)codePoint);
            return;
        }

        Append((char)(0xD800 + ((codePoint - 0x10000) >> 10)));
        Append((char)(0xDC00 + ((codePoint - 0x10000) & 0x3FF)));
    }

    /// <summary>Room for <paramref name="count"/> characters after what is written; <see cref="Advance"/> makes them part of it.</summary>
    public Span<char> Reserve(int count)
    {
        if (_items.Length - Length < count)
        {
            Grow(count);
        }

        return _items.AsSpan(Length, count);
    }

    public void Advance(int count) => Length += count;

    private void Grow(int count) => Array.Resize(ref _items, Math.Max(_items.Length * 2, checked(Length + count)));
}
