using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>
/// One running ffmpeg: fed, listened to, watched and, in the end, gone. What it writes is read through <see cref="Output"/>, whose end throws where the end
/// was not a good one. A pipe is all the back-pressure: the child waits while nobody reads.
/// </summary>
internal sealed class FfmpegChild : IAsyncDisposable
{
    private static readonly TimeSpan LongestWatch = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly FfmpegJob _job;
    private readonly DecodingOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly FfmpegComplaints _complaints = new();
    private readonly WaitClock _clock;
    private readonly Task _listening;
    private readonly Task _feeding;
    private readonly ITimer _watch;
    private ExceptionDispatchInfo? _fault;
    private string? _limit;
    private bool _disposed;

    private FfmpegChild(Process process, FfmpegJob job, DecodingOptions options)
    {
        _process = process;
        _job = job;
        _options = options;
        var period = options.MaxSilence / 4 < LongestWatch ? options.MaxSilence / 4 : LongestWatch;
        _clock = new WaitClock(options.TimeProvider, 2 * period);
        Output = new ChildOutput(process.StandardOutput.BaseStream, _clock, CompleteAsync);
        _listening = _complaints.ReadAsync(process.StandardError.BaseStream, _stop.Token);
        _feeding = job.Content is Stream stream ? FeedAsync(stream) : CloseInputAsync();
        _watch = options.TimeProvider.CreateTimer(static child => ((FfmpegChild)child!).WatchSafely(), this, period, period);
    }

    /// <summary>The sound, as a WAV file that goes on.</summary>
    public Stream Output { get; }

    /// <summary>Whether parts of the sound could not be decoded; known at the end.</summary>
    public bool FoundDamage { get; private set; }

    /// <summary>Whether the file ended early; known at the end.</summary>
    public bool FoundEarlyEnd { get; private set; }

    /// <param name="job">Its content is taken over, unless this throws.</param>
    public static FfmpegChild Start(string ffmpeg, FfmpegJob job, DecodingOptions options)
    {
        var start = FfmpegCommand.For(ffmpeg, job.Container, options, (job.Content as SeekableContent)?.Path);
        try
        {
            return new FfmpegChild(Process.Start(start)!, job, options);
        }
        catch (Win32Exception e)
        {
            throw NotStarted(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _watch.DisposeAsync().ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        await Task.WhenAll(_feeding, _listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
        _stop.Dispose();
        await _job.Content.DisposeAsync().ConfigureAwait(false);
    }

    private static AffectException NotStarted(Exception? cause) =>
        new(ErrorCodes.MissingTool, "ffmpeg could not be started; see that every user may run it, or set Affect:Ffmpeg to one that they may.", cause);

    private async Task FeedAsync(Stream content)
    {
        var input = _process.StandardInput.BaseStream;
        var buffer = new byte[1 << 16];
        try
        {
            for (; ; )
            {
                _clock.SourceIsWaitedFor = true;
                var read = await content.ReadAsync(buffer, _stop.Token).ConfigureAwait(false);
                _clock.SourceIsWaitedFor = false;
                if (read == 0 || !await TryWriteAsync(input, buffer.AsMemory(0, read)).ConfigureAwait(false))
                {
                    break;
                }

                _clock.Progress();
            }
        }
        catch (Exception e)
        {
            // The reader is told when it comes to the end of what the child made of the beginning.
            _fault = ExceptionDispatchInfo.Capture(e);
            Kill();
        }

        _clock.SourceIsWaitedFor = false;
        await CloseInputAsync().ConfigureAwait(false);
    }

    /// <summary>False where the child reads no more, which is its right: how it ended says whether that was well.</summary>
    private async ValueTask<bool> TryWriteAsync(Stream input, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await input.WriteAsync(bytes, _stop.Token).ConfigureAwait(false);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task CloseInputAsync()
    {
        try
        {
            await _process.StandardInput.BaseStream.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Nobody is at the other end.
        }
    }

    /// <summary>Nobody catches what a timer throws: the reader is told of it instead.</summary>
    private void WatchSafely()
    {
        try
        {
            Watch();
        }
        catch (Exception e)
        {
            _fault ??= ExceptionDispatchInfo.Capture(e);
        }
    }

    private void Watch()
    {
        var (silence, waiting) = _clock.Read();
        var limit = silence > _options.MaxSilence ? "gave no sign of life for too long"
            : waiting > _options.MaxWaiting ? "took too long"
            : ProcessorTime() > _options.MaxProcessorTime ? "took more processor time than any recording needs"
            : null;
        if (limit is not null && Interlocked.CompareExchange(ref _limit, limit, null) is null)
        {
            Kill();
        }
    }

    private TimeSpan ProcessorTime()
    {
        try
        {
            return _process.TotalProcessorTime;
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            return TimeSpan.Zero; // It has ended, before the question or while it was asked.
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It has ended, before or meanwhile.
        }
    }

    /// <summary>Called at the end of the output: waits for the exit and throws where it was not a good one.</summary>
    private async ValueTask CompleteAsync(bool anySound, CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        await _listening.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (Volatile.Read(ref _limit) is { } limit)
        {
            throw new AffectException(ErrorCodes.DecodingLimit, $"Decoding the '{_job.MediaName}' file {limit} and was stopped; export it again as WAV or FLAC.");
        }

        _fault?.Throw();
        var code = _process.ExitCode;

        // ffmpeg answers TERM and INT with 255; more than 128 is a signal that it could not answer.
        if (code > 128)
        {
            throw new AffectException(
                ErrorCodes.DecoderFailed, "The decoder was ended from outside while it worked; it may succeed when repeated.", isTransient: true);
        }

        if (code is 126 or 127)
        {
            throw NotStarted(null);
        }

        if (_complaints.Contain("Cannot allocate memory") || (code != 0 && !anySound))
        {
            throw FfmpegFault.Of(_job, _complaints);
        }

        FoundDamage = code != 0 || _complaints.SpeakOfDamage;
        FoundEarlyEnd = _complaints.SpeakOfAnEarlyEnd;
    }
}
