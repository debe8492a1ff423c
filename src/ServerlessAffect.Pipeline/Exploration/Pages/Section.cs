using ServerlessAffect.Reports;

namespace ServerlessAffect.Pipeline.Exploration.Pages;

/// <param name="Page">The answer, with its charts and tables.</param>
/// <param name="Findings">What the summary may say of it, each with the caveat it deserves.</param>
internal sealed record Section(ReportPage Page, IReadOnlyList<Finding> Findings);
