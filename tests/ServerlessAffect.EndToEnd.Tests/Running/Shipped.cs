using System.Text.Json.Nodes;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Testing;

namespace ServerlessAffect.EndToEnd.Tests.Running;

/// <summary>What comes with the program: models and samples, by what they read and are.</summary>
internal static class Shipped
{
    /// <summary>Names of the models that read text, or recordings and videos; sorted.</summary>
    public static string[] Models(Modality modality) =>
    [
        .. Directory.GetDirectories(Path.Combine(SharedFiles.RepositoryRoot, "models"))
            .Where(f => Reads(f, modality)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal),
    ];

    /// <summary>File names of the samples that some model reads.</summary>
    public static string[] Samples() =>
    [
        .. Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot, "samples")).Select(f => Path.GetFileName(f))
            .Where(f => MediaFormat.ModalityOf(f) is { } modality && Models(modality).Length > 0),
    ];

    private static bool Reads(string folder, Modality modality)
    {
        var manifest = Path.Combine(Directory.GetDirectories(folder)[0], "manifest.json");
        var read = (string)JsonNode.Parse(File.ReadAllBytes(manifest))!["modality"]!;
        return read == (modality is Modality.Text ? "text" : "audio");
    }
}
