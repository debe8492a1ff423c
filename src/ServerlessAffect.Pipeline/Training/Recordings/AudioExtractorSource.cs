using System.Text.Json.Nodes;
using ServerlessAffect.Features.Audio;

namespace ServerlessAffect.Pipeline.Training.Recordings;

/// <summary>Makes the extractor of a recipe: <see cref="AudioExtractors.Create(string, JsonObject)"/>, or a small one in tests.</summary>
/// <param name="name">Of the schema.</param>
/// <param name="parameters">Of the schema.</param>
internal delegate IAudioExtractor AudioExtractorSource(string name, JsonObject parameters);
