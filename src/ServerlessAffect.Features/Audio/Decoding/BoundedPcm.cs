using System.Globalization;
using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Signal;

namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>Refuses to go on past a length, so that a small file that unpacks to days costs no more than the limit.</summary>
internal sealed class BoundedPcm(PcmStream source, TimeSpan limit) : PcmStream
{
    private readonly double _maxValues = limit.TotalSeconds * source.SampleRate * source.Channels;
    private long _values;

    public override int SampleRate => source.SampleRate;

    public override int Channels => source.Channels;

    public override IReadOnlyList<string> Notices => source.Notices;

    public override ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancellationToken)
    {
        var reading = source.ReadAsync(interleaved, cancellationToken);
        return reading.IsCompletedSuccessfully ? ValueTask.FromResult(Count(reading.Result)) : AwaitAsync(reading);
    }

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> AwaitAsync(ValueTask<int> reading) => Count(await reading.ConfigureAwait(false));

    private int Count(int values)
    {
        _values += values;
        return _values <= _maxValues
            ? values
            : throw new AffectException(ErrorCodes.TooLong, $"The sound lasts longer than {Most()}, which is the most that is read; cut it.");
    }

    private string Most() => limit >= TimeSpan.FromHours(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{limit.TotalHours:0.##} h")
        : string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0.##} s");
}
