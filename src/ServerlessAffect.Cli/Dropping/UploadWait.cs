using ServerlessAffect.Cli.CommandLine;

namespace ServerlessAffect.Cli.Dropping;

/// <summary>Waits until uploads have come as far as they will.</summary>
internal sealed class UploadWait(UploadWatch watch, Terminal terminal, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(5);

    /// <summary>How long a file may look finished without its newest models before it is taken again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>And how long in all: what has not been asked for by then comes later, by itself.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(15);

    /// <summary>Returns what became of every upload; says on standard error what is still open.</summary>
    public async Task<IReadOnlyDictionary<UploadMark, UploadOutcome>> RunAsync(IEnumerable<UploadMark> uploads, CancellationToken cancellationToken)
    {
        var open = new HashSet<UploadMark>(uploads);
        var done = new Dictionary<UploadMark, UploadOutcome>();
        var settling = new Dictionary<UploadMark, long>();
        var takenAgain = new HashSet<UploadMark>();
        var said = clock.GetTimestamp();
        while (true)
        {
            string? reason = null;
            foreach (var upload in open.ToArray())
            {
                var outcome = await watch.LookAsync(upload, cancellationToken).ConfigureAwait(false);
                if (outcome.Stage is UploadStage.Waiting)
                {
                    settling.Remove(upload);

                    // What holds an item up without having failed it: no model, for example.
                    reason = outcome.Reason?.Message ?? reason;
                    continue;
                }

                settling.TryAdd(upload, clock.GetTimestamp());
                var settled = clock.GetElapsedTime(settling[upload]);
                if (outcome.Stage is not UploadStage.Settling || settled >= Settle)
                {
                    done[upload] = outcome;
                    open.Remove(upload);
                }
                else if (settled >= Patience && takenAgain.Add(upload))
                {
                    await watch.TakeAgainAsync(upload, cancellationToken).ConfigureAwait(false);
                }
            }

            if (open.Count == 0)
            {
                return done;
            }

            if (clock.GetElapsedTime(said) >= SayEvery)
            {
                said = clock.GetTimestamp();
                await terminal.Error.WriteLineAsync($"Waiting for {open.Count} of {open.Count + done.Count} files… {reason}".TrimEnd()).ConfigureAwait(false);
            }

            await Task.Delay(Poll, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
