using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Audio.Descriptors;
using ServerlessAffect.Features.Audio.Functionals;
using ServerlessAffect.Features.Npz;

namespace ServerlessAffect.Features.Audio;

/// <summary>The named sets of descriptors: what <c>affect features --set</c> computes of a recording without a model.</summary>
public static class AudioFeatureSets
{
    /// <summary>Every descriptor of the catalogue.</summary>
    public const string Reference = "reference";

    /// <summary>The 2,916 values (27 x 108) of a published speech study.</summary>
    public const string Seed = "seed";

    /// <summary>The 45 values of a published study of vlogs, of the whole recording and of what is left without quiet ends.</summary>
    public const string Vlog = "vlog";

    /// <summary>Statistics of the whole recording that tell of emotion, with the names of their columns.</summary>
    public const string Functionals = "functionals";

    /// <summary>The longest recording these sets take (seconds): they are of clips, and their memory grows with length. Longer ones are read in windows.</summary>
    public const int MaxSeconds = 600;

    /// <summary>The largest sample these sets take, full scale being 1: powers of spectra of larger ones leave the range of float32.</summary>
    public const float MaxAmplitude = 1e12f;

    /// <summary>Below, the highest F0 looked for is beyond half the rate (Hz).</summary>
    public const int LowestSampleRate = 8_000;

    /// <summary>Above, the lowest F0 looked for has no period in a frame (Hz).</summary>
    public const int HighestSampleRate = 96_000;

    public static IReadOnlyList<string> Names { get; } = [Reference, Seed, Vlog, Functionals];

    /// <summary>The schema of a set at one sample rate (Hz).</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownFeatureSet"/>.</exception>
    public static FeatureSchema Schema(string name, int sampleRate) => name == Functionals ? FunctionalsExtractor.SchemaOf(name, FunctionalsAt(sampleRate)) : new()
    {
        Name = name,
        Version = 1,
        Modality = Modality.Audio,
        Parameters = new JsonObject
        {
            ["kind"] = "audio-descriptors",
            ["sampleRate"] = sampleRate,
            ["frameLength"] = AudioClip.FrameLength,
            ["hopLength"] = AudioClip.HopLength,
            ["arrays"] = new JsonArray([.. Descriptors(name).Select(d => JsonValue.Create(d.Name))]),
        },
        Axes = name switch
        {
            Seed => [new FeatureAxis("values", -1)],
            Vlog => [new FeatureAxis("values", 45)],
            _ => [new FeatureAxis("rows", -1), new FeatureAxis("frames", -1)],
        },
    };

    /// <summary>Computes a set.</summary>
    /// <param name="samples">Mono, finite.</param>
    /// <param name="sampleRate">Hz, from <see cref="LowestSampleRate"/> to <see cref="HighestSampleRate"/>.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownFeatureSet"/>; <see cref="ErrorCodes.NoSound"/>; <see cref="ErrorCodes.TooLong"/>; <see cref="ErrorCodes.MalformedSound"/>: samples no recording has.</exception>
    public static AudioFeatures Compute(string name, float[] samples, int sampleRate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var schema = Schema(name, sampleRate);
        Require(samples, sampleRate);
        if (name == Functionals)
        {
            var extractor = FunctionalsExtractor.Create(schema);
            var row = new float[extractor.Columns];
            extractor.Extract(samples, row);
            return new AudioFeatures(schema, sampleRate, new Dictionary<string, NpyArray> { ["functionals"] = NpyArray.Of(row), ["columns"] = NpyArray.Of(FunctionalsCatalogue.Columns.ToArray()) }, []);
        }

        using var clip = new AudioClip(samples, sampleRate);
        var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
        var raised = new List<RaisedDescriptor>();
        foreach (var descriptor in Descriptors(name))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                arrays.Add(descriptor.Name, descriptor.Compute(clip));
            }
            catch (AffectException error) when (error.Code is ErrorCodes.TooShort or ErrorCodes.SampleRateTooLow)
            {
                raised.Add(new RaisedDescriptor(descriptor.Name, error.Code, error.Message));
            }
        }

        return new AudioFeatures(schema, sampleRate, arrays, raised);
    }

    private static IEnumerable<AudioDescriptor> Descriptors(string name) => name switch
    {
        Reference => AudioDescriptors.Reference,
        Seed => [AudioDescriptors.Find("seed_vector")],
        Vlog => [AudioDescriptors.Find("vlog_vector"), AudioDescriptors.Find("vlog_vector_trimmed")],
        _ => throw new AffectException(ErrorCodes.UnknownFeatureSet, $"There is no feature set of recordings '{Printable.Shorten(name, 64)}'; expected {string.Join(", ", Names)}."),
    };

    private static FunctionalsParameters FunctionalsAt(int sampleRate)
    {
        var parameters = new FunctionalsParameters { SampleRate = sampleRate, FMax = Math.Min(new FunctionalsParameters().FMax, sampleRate / 2.0) };
        return FunctionalsParameters.Parse(parameters.ToJson());
    }

    private static void Require(float[] samples, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, LowestSampleRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRate, HighestSampleRate);
        if (samples.Length == 0)
        {
            throw new AffectException(ErrorCodes.NoSound, "The recording holds no sample.");
        }

        if (samples.Length > (long)MaxSeconds * sampleRate)
        {
            throw new AffectException(ErrorCodes.TooLong, $"These features are of clips of up to {MaxSeconds} s; this recording lasts {samples.Length / sampleRate} s. Cut it.");
        }

        var loudest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(samples));
        if (!(loudest <= MaxAmplitude))
        {
            throw new AffectException(
                ErrorCodes.MalformedSound, string.Create(CultureInfo.InvariantCulture, $"Samples reach {loudest:G2}, where full scale is 1: their squares could not be counted. Scale the recording."));
        }
    }
}
