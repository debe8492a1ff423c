using System.Collections.Concurrent;
using System.Numerics;

namespace ServerlessAffect.Signal.Transforms;

/// <summary>What transforms of one length share. Immutable once made.</summary>
internal sealed class StockhamTables<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly ConcurrentDictionary<int, StockhamTables<T>> Made = new();

    private StockhamTables(int length)
    {
        Length = length;
        var passes = new List<StockhamPass<T>>();
        for (var stride = 1; 4 * stride <= length; stride *= 4)
        {
            passes.Add(new StockhamPass<T>(length, stride));
        }

        Passes = [.. passes];
    }

    public int Length { get; }

    public StockhamPass<T>[] Passes { get; }

    /// <summary>An odd power of two: a last pass adds and subtracts halves.</summary>
    public bool EndsWithHalves => int.Log2(Length) % 2 == 1;

    public static StockhamTables<T> For(int length) => Made.GetOrAdd(length, static n => new StockhamTables<T>(n));
}
