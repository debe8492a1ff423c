using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Blocks;

/// <summary>A picture and the sentence that says what it shows.</summary>
/// <param name="Title">Short.</param>
/// <param name="Sentence">What the reader sees in it, computed from the numbers; also its description for those who do not see it.</param>
/// <param name="Spec">Vega-Lite with its data inside; without width, colours of the page or the schema's address, which the report adds.</param>
public sealed record ChartBlock(string Title, string Sentence, JsonObject Spec) : ReportBlock
{
    /// <summary>Takes the whole width of the page.</summary>
    public bool Wide { get; init; }
}
