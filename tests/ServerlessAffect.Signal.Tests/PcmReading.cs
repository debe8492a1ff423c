namespace ServerlessAffect.Signal.Tests;

/// <summary>Whole streams as arrays, for tests.</summary>
internal static class PcmReading
{
    /// <param name="block">Values asked for at a time; rounded to whole sample times.</param>
    public static async Task<float[]> ReadAllAsync(this PcmStream pcm, int block = 4096)
    {
        var all = new List<float>();
        var buffer = new float[Math.Max(1, block / pcm.Channels) * pcm.Channels];
        for (int read; (read = await pcm.ReadAsync(buffer, CancellationToken.None)) > 0;)
        {
            Assert.Equal(0, read % pcm.Channels);
            all.AddRange(buffer.AsSpan(0, read));
        }

        return [.. all];
    }

    /// <summary>A read of what is in memory, which is complete at once.</summary>
    public static int ReadNow(this PcmStream pcm, Memory<float> interleaved)
    {
        var read = pcm.ReadAsync(interleaved, CancellationToken.None);
        return read.IsCompleted ? read.Result : throw new InvalidOperationException("The samples are not in memory.");
    }
}
