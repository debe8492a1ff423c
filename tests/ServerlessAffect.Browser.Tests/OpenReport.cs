using Microsoft.Playwright;
using ServerlessAffect.Reports.Html;
using ServerlessAffect.Reports.Tests;

namespace ServerlessAffect.Browser.Tests;

/// <summary>A report as a person opens it, from a file, with all its charts drawn; what the browser complained of and asked for.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    /// <summary>Milliseconds; a machine that is busy with other things draws slowly.</summary>
    private const int Patience = 300_000;
    private readonly IBrowserContext _context;
    private readonly string _file;

    private OpenReport(IBrowserContext context, IPage page, string file) => (_context, Page, _file) = (context, page, file);

    /// <summary>For the eyes: <c>AFFECT_SCREENSHOTS</c> names a folder where reports and pictures of them are kept.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("AFFECT_SCREENSHOTS") is { Length: > 0 } named ? named : null;

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    /// <summary>Addresses other than the file's own and what it carries.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<OpenReport> Async(Chromium chromium, ColorScheme scheme, int width)
    {
        var context = await chromium.NewContextAsync(scheme, width);
        var file = Path.Combine(Path.GetTempPath(), $"affect-report-{Guid.NewGuid():N}.html");
        await using (var html = File.Create(file))
        {
            await HtmlReport.WriteAsync(SampleReport.Create(), html, CancellationToken.None);
        }

        if (Folder is { } folder)
        {
            File.Copy(file, Path.Combine(folder, "report.html"), overwrite: true);
        }

        var open = new OpenReport(context, await context.NewPageAsync(), file);
        open.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                open.Complaints.Add(message.Text);
            }
        };
        open.Page.PageError += (_, error) => open.Complaints.Add(error);
        open.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith($"file://{file}", StringComparison.Ordinal))
            {
                open.Requests.Add(request.Url);
            }
        };
        open.Page.SetDefaultTimeout(Patience);
        await open.Page.GotoAsync($"file://{file}");
        await open.DrawnAsync();
        return open;
    }

    /// <summary>Waits until every chart is drawn.</summary>
    public Task DrawnAsync() => Page.WaitForSelectorAsync("html[data-charts=drawn]", new() { State = WaitForSelectorState.Attached, Timeout = Patience });

    /// <summary>Runs one of the functions of <c>inspect.js</c>.</summary>
    public Task<string[]> InspectAsync(string function) =>
        Page.EvaluateAsync<string[]>($"() => {{ {File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "inspect.js"))}\n return {function}(); }}");

    public async Task<byte[]> ScreenshotAsync(string name)
    {
        var png = await Page.ScreenshotAsync(new() { FullPage = true });
        if (Folder is { } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), png);
        }

        return png;
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        File.Delete(_file);
    }
}
