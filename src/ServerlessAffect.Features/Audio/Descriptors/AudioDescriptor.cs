using ServerlessAffect.Features.Npz;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>One named array of a clip.</summary>
/// <param name="Name">In feature files.</param>
/// <param name="Unit">Of its values; empty where they have none.</param>
/// <param name="Source">The call that gives the same, as it is written in Python.</param>
/// <param name="Compute">Throws an <see cref="Core.Errors.AffectException"/> where the clip is too short or its sample rate too low for it.</param>
public sealed record AudioDescriptor(string Name, string Unit, string Source, Func<AudioClip, NpyArray> Compute);
