using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>Who speaks: the model, the schema of the features it was given, and what has to be said with every reading.</summary>
internal sealed record ReadingSource(ModelIdentity Model, ContentHash Schema, string Notice)
{
    public static ReadingSource Of(ModelManifest manifest) => new(ModelIdentity.Of(manifest), manifest.SchemaHash, manifest.Notice);
}
