using System.Runtime.CompilerServices;

namespace ServerlessAffect.Signal.Transforms;

/// <summary>Zeroed memory that starts on a cache line, so that no 64-byte load of the kernels straddles two.</summary>
internal sealed class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;
    private readonly T[] _array;
    private readonly int _start;

    public unsafe AlignedBuffer(int length)
    {
        _array = GC.AllocateArray<T>(length + (Alignment / sizeof(T)), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref _array[0]);
        _start = (int)((Alignment - (address % Alignment)) % Alignment) / sizeof(T);
        Length = length;
    }

    public int Length { get; }

    public Span<T> Span => _array.AsSpan(_start, Length);

    public ref T First => ref _array[_start];
}
