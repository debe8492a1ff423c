using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Audio.Functionals;

/// <summary>The parameters of a schema of kind <c>speech-functionals</c>: nothing is fitted.</summary>
public sealed record FunctionalsParameters
{
    public const string KindName = "speech-functionals";

    public string Kind { get; init; } = KindName;

    /// <summary>What sound is brought to before (Hz), 8,000 to 48,000.</summary>
    public int SampleRate { get; init; } = 16_000;

    /// <summary>No descriptor looks above this (Hz): above 4,000, at most half the sample rate. Recordings of different channels are held to what all of them have.</summary>
    public double FMax { get; init; } = 8_000;

    /// <summary>Brings every window to one loudness first: how near somebody stood to the microphone then says nothing, nor does how loud he was.</summary>
    public bool RelativeLevel { get; init; }

    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, AffectJson.Options)!.AsObject();

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRecipe"/>.</exception>
    public static FunctionalsParameters Parse(JsonObject parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        try
        {
            var parsed = parameters.Deserialize<FunctionalsParameters>(AffectJson.Strict)!;
            parsed.Validate();
            return parsed;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new AffectException(ErrorCodes.InvalidRecipe, $"The parameters of the speech functionals are not valid: {Printable.Shorten(error.Message, 300)}", error);
        }
    }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(Kind, KindName);
        ArgumentOutOfRangeException.ThrowIfLessThan(SampleRate, 8_000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SampleRate, 48_000);
        if (!(FMax >= 4_000 && FMax <= SampleRate / 2.0))
        {
            throw new ArgumentException($"fMax is {FMax} Hz; expected 4,000 to half the sample rate");
        }
    }
}
