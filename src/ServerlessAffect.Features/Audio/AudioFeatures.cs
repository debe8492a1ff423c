using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Npz;

namespace ServerlessAffect.Features.Audio;

/// <summary>The arrays of one recording.</summary>
/// <param name="Schema">What they are.</param>
/// <param name="SampleRate">Hz, that the samples were brought to.</param>
/// <param name="Arrays">By name.</param>
/// <param name="Raised">What could not be computed, and why.</param>
public sealed record AudioFeatures(FeatureSchema Schema, int SampleRate, IReadOnlyDictionary<string, NpyArray> Arrays, IReadOnlyList<RaisedDescriptor> Raised);
