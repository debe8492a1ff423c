using System.Security.Cryptography;
using System.Text;

namespace ServerlessAffect.Reports.Html;

/// <summary>What every report carries: its style, the Vega libraries and our script. Their digests make the content security policy.</summary>
internal static class ReportFiles
{
    public static string Style { get; } = Read("report.css");

    /// <summary>In the order in which they run.</summary>
    public static IReadOnlyList<string> Scripts { get; } = [Read("vega.min.js"), Read("vega-lite.min.js"), Read("vega-embed.min.js"), Read("report.js")];

    public static string Licences { get; } = Read("licences.txt");

    /// <summary>Nothing is loaded, nothing is sent, and no script or style runs but those here: not an attribute's, not one that a text smuggled in, no expression compiled.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src {string.Join(' ', Scripts.Select(Digest))}; style-src {Digest(Style)}; img-src data:; media-src data:; base-uri 'none'; form-action 'none'";

    private static string Digest(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Read(string name)
    {
        using var stream = typeof(ReportFiles).Assembly.GetManifestResourceStream($"report/{name}") ?? throw new InvalidOperationException($"The assembly carries no '{name}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // Browsers read line ends so, and the digest is of what they read.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
