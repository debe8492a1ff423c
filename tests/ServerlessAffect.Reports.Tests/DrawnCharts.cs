using System.Diagnostics;
using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Reports.Tests;

/// <summary>Every sample chart, compiled by Vega-Lite and drawn by Vega in one run of node.</summary>
public sealed class DrawnCharts
{
    private readonly Lazy<IReadOnlyDictionary<string, DrawnChart>> _byName = new(Draw);

    internal IReadOnlyDictionary<string, DrawnChart> ByName => _byName.Value;

    private static Dictionary<string, DrawnChart> Draw()
    {
        var script = Path.Combine(SharedFiles.RepositoryRoot, "tests", "ServerlessAffect.Reports.Tests", "render-charts.mjs");
        var start = new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        node.StandardInput.Write(JsonSerializer.Serialize(SampleCharts.All, AffectJson.Options));
        node.StandardInput.Close();
        var drawn = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return JsonSerializer.Deserialize<Dictionary<string, DrawnChart>>(drawn, AffectJson.Options)!;
    }
}
