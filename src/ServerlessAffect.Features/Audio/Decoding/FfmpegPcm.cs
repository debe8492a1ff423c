using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Signal;
using ServerlessAffect.Signal.Wav;

namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>What ffmpeg decodes, at the source's rate and with its channels.</summary>
internal sealed class FfmpegPcm : PcmStream
{
    private readonly FfmpegChild _child;
    private readonly WavReader _wav;
    private readonly string _mediaName;

    private FfmpegPcm(FfmpegChild child, WavReader wav, string mediaName)
    {
        _child = child;
        _wav = wav;
        _mediaName = mediaName;
    }

    public override int SampleRate => _wav.SampleRate;

    public override int Channels => _wav.Channels;

    public override IReadOnlyList<string> Notices =>
        _child.FoundDamage ? ["Parts of the recording are damaged; what could be decoded was read."]
        : _child.FoundEarlyEnd ? ["The recording ends early; what is there was read."]
        : [];

    /// <summary>Starts the child and reads up to its first sample. Leaves the disposal of <paramref name="content"/> to the caller when it throws.</summary>
    public static async ValueTask<PcmStream> OpenAsync(
        PrefixedStream content, MediaFormat format, MediaContainer container, DecodingOptions options, CancellationToken cancellationToken)
    {
        var isMarked = container.IsMarked(content.Beginning.Span);
        var ffmpeg = FfmpegProgram.Locate(options.Ffmpeg, format.Name);
        IAsyncDisposable input = container.NeedsSeeking ? await SeekableContent.OfAsync(content, options, cancellationToken).ConfigureAwait(false) : content;
        FfmpegChild child;
        try
        {
            child = FfmpegChild.Start(ffmpeg, new FfmpegJob(format.Name, container, isMarked, input), options);
        }
        catch
        {
            await input.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        try
        {
            return new FfmpegPcm(child, await WavReader.OpenAsync(child.Output, cancellationToken).ConfigureAwait(false), format.Name);
        }
        catch
        {
            await child.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancellationToken)
    {
        try
        {
            return await _wav.ReadAsync(interleaved, cancellationToken).ConfigureAwait(false);
        }
        catch (AffectException fault) when (fault.Code == ErrorCodes.NoSound && (_child.FoundDamage || _child.FoundEarlyEnd))
        {
            throw new AffectException(ErrorCodes.MalformedSound, $"Nothing of the '{_mediaName}' file could be decoded; export it again.", fault);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _wav.DisposeAsync().ConfigureAwait(false);
        await _child.DisposeAsync().ConfigureAwait(false);
    }
}
