namespace ServerlessAffect.Signal.Tests;

/// <summary>Kernels allocate when they are made and never when they are called.</summary>
internal static class AllocationFree
{
    public static void Check(Action call)
    {
        call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            call();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
