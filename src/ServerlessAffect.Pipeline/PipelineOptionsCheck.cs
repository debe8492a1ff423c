using Microsoft.Extensions.Options;

namespace ServerlessAffect.Pipeline;

/// <summary>Refuses a value out of range at start, naming the option, the range and the value.</summary>
internal sealed class PipelineOptionsCheck : IValidateOptions<PipelineOptions>
{
    public ValidateOptionsResult Validate(string? name, PipelineOptions options)
    {
        var faults = new List<string>();
        Within(nameof(options.MaxFileBytes), options.MaxFileBytes, 1, 1L << 30);
        Within(nameof(options.InMemoryBytes), options.InMemoryBytes, 0, 64 << 20);
        Within(nameof(options.MaxMediaBytes), options.MaxMediaBytes, 1, 64L << 30);
        Within(nameof(options.MaxDuration), options.MaxDuration, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        Within(nameof(options.MediaDeadline), options.MediaDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromHours(6));
        Within(nameof(options.SynchronousMediaBytes), options.SynchronousMediaBytes, 1, 64 << 20);
        Within(nameof(options.SynchronousDuration), options.SynchronousDuration, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Within(nameof(options.MaxRows), options.MaxRows, 1, 1_000_000);
        Within(nameof(options.MaxEntries), options.MaxEntries, 1, 100_000_000);
        Within(nameof(options.ItemDeadline), options.ItemDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Within(nameof(options.DecoderPatience), options.DecoderPatience, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Within(nameof(options.MaxAttempts), options.MaxAttempts, 1, 100);
        Within(nameof(options.ExploreItems), options.ExploreItems, 1, 1_000_000);
        Within(nameof(options.ExploreBytes), options.ExploreBytes, 1, 64L << 30);
        Within(nameof(options.ExploreDeadline), options.ExploreDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromHours(6));
        Within(nameof(options.ChampionsFor), options.ChampionsFor, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Within(nameof(options.MissedAfter), options.MissedAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Within(nameof(options.ReconcileFor), options.ReconcileFor, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Within(nameof(options.ResendAfter), options.ResendAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Within(nameof(options.SynchronousTexts), options.SynchronousTexts, 1, 10_000);
        Within(nameof(options.SynchronousCharacters), options.SynchronousCharacters, 1, 16 << 20);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Within<T>(string option, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                faults.Add($"Pipeline:{option} must be between {least} and {most}; it is {value}.");
            }
        }
    }
}
