namespace ServerlessAffect.Signal.Tests;

/// <summary>Kernels allocate when they are made and never when they are called.</summary>
internal static class AllocationFree
{
    private const int Calls = 10;
    private const int Rounds = 5;

    /// <summary>The runtime itself allocates on a thread now and then, as when it compiles a method anew; what a kernel allocates, it allocates in every round.</summary>
    public static void Check(Action call)
    {
        call();
        var least = long.MaxValue;
        for (var round = 0; round < Rounds && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Calls; i++)
            {
                call();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
