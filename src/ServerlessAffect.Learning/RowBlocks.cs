namespace ServerlessAffect.Learning;

/// <summary>Splits a range into blocks of a fixed size and runs them on some threads; what a block computes never depends on how many.</summary>
internal static class RowBlocks
{
    internal static int Count(int length, int blockSize) => (length + blockSize - 1) / blockSize;

    /// <param name="length">The range is 0 .. length - 1.</param>
    /// <param name="blockSize">Elements per block; the last may be shorter.</param>
    /// <param name="parallelism">Threads at most.</param>
    /// <param name="run">Gets the number of the block, its first element and its length.</param>
    /// <param name="cancellationToken">Looked at before every block.</param>
    internal static void Run(int length, int blockSize, int parallelism, Action<int, int, int> run, CancellationToken cancellationToken)
    {
        var blocks = Count(length, blockSize);
        if (parallelism == 1 || blocks == 1)
        {
            for (var block = 0; block < blocks; block++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                run(block, block * blockSize, Math.Min(blockSize, length - (block * blockSize)));
            }

            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        Parallel.For(0, blocks, options, block => run(block, block * blockSize, Math.Min(blockSize, length - (block * blockSize))));
    }
}
