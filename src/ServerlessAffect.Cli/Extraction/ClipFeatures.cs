using ServerlessAffect.Features.Audio;
using ServerlessAffect.Features.Npz;

namespace ServerlessAffect.Cli.Extraction;

/// <summary>The features of one recording.</summary>
internal static class ClipFeatures
{
    private const int DefaultSampleRate = 22_050;

    /// <param name="set">One of <see cref="AudioFeatureSets.Names"/>.</param>
    /// <param name="sampleRate">Hz; null for 22,050.</param>
    /// <returns>The .npz and what it holds.</returns>
    public static async Task<(byte[] Content, FeatureDescription Description)> ComputeAsync(string file, string set, int? sampleRate, CancellationToken cancellationToken)
    {
        var rate = sampleRate ?? DefaultSampleRate;
        var samples = await ClipFile.ReadAsync(file, rate, cancellationToken).ConfigureAwait(false);
        var features = AudioFeatureSets.Compute(set, samples, rate, cancellationToken);
        var description = new FeatureDescription(
            features.Schema,
            features.Schema.Hash,
            rate,
            [.. features.Arrays.Select(a => new ArrayDescription(a.Key, a.Value.Descr, a.Value.Shape))],
            [.. features.Raised.Select(r => new RaisedError(r.Name, $"{r.Code}: {r.Sentence}"))]);
        return (NpzFile.Write(features.Arrays, compress: false), description);
    }
}
