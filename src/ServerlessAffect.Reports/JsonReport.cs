using System.Text.Json;
using ServerlessAffect.Core;

namespace ServerlessAffect.Reports;

/// <summary>The report as JSON: the same content as the HTML, charts as their Vega-Lite specs.</summary>
public static class JsonReport
{
    /// <summary>Writes UTF-8; the stream stays open.</summary>
    public static Task WriteAsync(Report report, Stream destination, CancellationToken cancellationToken)
    {
        ReportShape.Check(report);
        return JsonSerializer.SerializeAsync(destination, report, AffectJson.Options, cancellationToken);
    }
}
