namespace ServerlessAffect.LocalHost.Tests;

internal static class Eventually
{
    /// <summary>Waits until something holds; fails with <paramref name="what"/> and the last state when it does not.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what, int seconds = 120)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < deadline, $"It did not happen within {seconds} s: {what}");
            await Task.Delay(20);
        }
    }

    public static Task HoldsAsync(Func<bool> condition, string what, int seconds = 120) => HoldsAsync(() => Task.FromResult(condition()), what, seconds);
}
