namespace ServerlessAffect.Features.Text;

/// <summary>A list of integers whose storage is reached directly and used again.</summary>
internal sealed class IntBuffer(int capacity = 256)
{
    private int[] _items = new int[capacity];

    public int Count { get; private set; }

    public Span<int> Written => _items.AsSpan(0, Count);

    public int this[int index] => _items[index];

    public void Clear() => Count = 0;

    public void Add(int item)
    {
        var items = _items;
        var count = Count;
        if ((uint)count >= (uint)items.Length)
        {
            Array.Resize(ref _items, checked(items.Length * 2));
            items = _items;
        }

        items[count] = item;
        Count = count + 1;
    }

    public void AddRange(ReadOnlySpan<int> items)
    {
        if (_items.Length - Count < items.Length)
        {
            Array.Resize(ref _items, Math.Max(checked(_items.Length * 2), checked(Count + items.Length)));
        }

        items.CopyTo(_items.AsSpan(Count));
        Count += items.Length;
    }
}
