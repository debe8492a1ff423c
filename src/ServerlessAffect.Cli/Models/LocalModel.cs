using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Cli.Models;

/// <summary>A model version in a folder of this machine; its manifest has been checked, its other files have not.</summary>
internal sealed record LocalModel(string Folder, ModelManifest Manifest);
