using System.Collections.Frozen;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Text.Tokens;

/// <summary>Tokens as slices of one buffer.</summary>
internal sealed class TokenList
{
    private (int Start, int Length)[] _slices = new (int, int)[64];
    private uint[] _hashes = new uint[64];

    public int Count { get; private set; }

    /// <summary>What the slices point into.</summary>
    public TextBuffer Text { get; set; } = new();

    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            var (start, length) = _slices[index];
            return Text.Written.Slice(start, length);
        }
    }

    /// <summary>The hash of a token, by <see cref="SpanHash"/>, once <see cref="Hash"/> was called after the last change.</summary>
    public uint HashOf(int index) => _hashes[index];

    public void Clear() => Count = 0;

    /// <summary>Takes the hashes of all tokens: several tables look them up.</summary>
    public void Hash()
    {
        if (_hashes.Length < Count)
        {
            _hashes = new uint[_slices.Length];
        }

        var text = Text.Written;
        for (var i = 0; i < Count; i++)
        {
            var (start, length) = _slices[i];
            _hashes[i] = SpanHash.Compute(text.Slice(start, length));
        }
    }

    public void Add(int start, int length)
    {
        if (Count == _slices.Length)
        {
            Array.Resize(ref _slices, Count * 2);
        }

        _slices[Count++] = (start, length);
    }

    /// <summary>A token that the text does not have yet.</summary>
    public void Append(ReadOnlySpan<char> token)
    {
        Add(Text.Length, token.Length);
        Text.Append(token);
    }

    public void RemoveAll(FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words)
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (!words.Contains(this[i]))
            {
                _slices[kept++] = _slices[i];
            }
        }

        Count = kept;
    }
}
