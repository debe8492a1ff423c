using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ServerlessAffect.Core.Features;

/// <summary>Rows of single-precision numbers, written front to back and then read in any order. Few stay in memory; more go to a temporary file that nobody else
/// can open and that is gone when this is disposed, so that memory does not grow with a recording's length.</summary>
/// <remarks>One writer, and no reader while it writes; after that safe for concurrent reading.</remarks>
public sealed class DenseRows : IDisposable
{
    /// <summary>Bytes until rows go to a file: about half an hour of windows of a thousand columns.</summary>
    public const int DefaultMemoryBytes = 8 << 20;

    private readonly int _memoryBytes;
    private byte[] _memory = [];
    private SafeFileHandle? _file;

    /// <param name="columns">Length of a row, from 1.</param>
    /// <param name="memoryBytes">Bytes until rows go to a file.</param>
    public DenseRows(int columns, int memoryBytes = DefaultMemoryBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(memoryBytes);
        (Columns, _memoryBytes) = (columns, memoryBytes);
    }

    public int Columns { get; }

    public int Count { get; private set; }

    /// <summary>Adds whole rows.</summary>
    /// <exception cref="ArgumentException">Not a multiple of <see cref="Columns"/>.</exception>
    public void Append(ReadOnlySpan<float> rows)
    {
        if (rows.Length % Columns != 0)
        {
            throw new ArgumentException($"Expected whole rows of {Columns} numbers; got {rows.Length}.", nameof(rows));
        }

        var bytes = MemoryMarshal.AsBytes(rows);
        var offset = Offset(Count);
        if (_file is null && offset + bytes.Length <= _memoryBytes)
        {
            Grow((int)offset + bytes.Length);
            bytes.CopyTo(_memory.AsSpan((int)offset));
        }
        else
        {
            MoveToFile(offset);
            RandomAccess.Write(_file!, bytes, offset);
        }

        Count += rows.Length / Columns;
    }

    /// <summary>Copies rows out.</summary>
    /// <param name="first">Number of the first one, from 0.</param>
    /// <param name="rows">Whole rows, all of which were added.</param>
    public void Read(int first, Span<float> rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        if (rows.Length % Columns != 0 || first + (rows.Length / Columns) > Count)
        {
            throw new ArgumentException($"Expected whole rows of {Columns} numbers, of the {Count} there are from {first}; got room for {rows.Length}.", nameof(rows));
        }

        var bytes = MemoryMarshal.AsBytes(rows);
        if (_file is null)
        {
            _memory.AsSpan((int)Offset(first), bytes.Length).CopyTo(bytes);
            return;
        }

        for (var offset = Offset(first); !bytes.IsEmpty;)
        {
            var read = RandomAccess.Read(_file, bytes, offset);
            if (read == 0)
            {
                throw new EndOfStreamException("The temporary file of the features is shorter than what was written to it.");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
        _memory = [];
        Count = 0;
    }

    private long Offset(int row) => (long)row * Columns * sizeof(float);

    private void Grow(int bytes)
    {
        if (bytes > _memory.Length)
        {
            Array.Resize(ref _memory, Math.Min(_memoryBytes, Math.Max(bytes, 2 * _memory.Length)));
        }
    }

    private void MoveToFile(long written)
    {
        if (_file is not null)
        {
            return;
        }

        _file = File.OpenHandle(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        RandomAccess.Write(_file, _memory.AsSpan(0, (int)written), 0);
        _memory = [];
    }
}
