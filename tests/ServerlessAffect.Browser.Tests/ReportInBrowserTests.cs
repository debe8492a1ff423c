using System.Text.Json;
using Microsoft.Playwright;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Browser.Tests;

/// <summary>A report with every block and every chart, opened from a file in a real browser.</summary>
public sealed class ReportInBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const int Phone = 390, Desk = 1400;
    private const string FirstBar = "document.querySelector('.chart svg .mark-rect path').getAttribute('fill')";

    [SkippableTheory]
    [InlineData(ColorScheme.Light, Desk)]
    [InlineData(ColorScheme.Dark, Desk)]
    [InlineData(ColorScheme.Light, Phone)]
    public async Task Every_chart_is_drawn_in_its_place_nothing_is_asked_of_the_network_and_axe_finds_nothing_serious(ColorScheme scheme, int width)
    {
        await using var report = await OpenReport.Async(chromium, scheme, width);
        var screenshot = await report.ScreenshotAsync($"{scheme}-{width}".ToLowerInvariant());

        Assert.Empty(report.Complaints);
        Assert.Empty(report.Requests);
        Assert.Equal("What 535 recordings hold", await report.Page.TitleAsync());
        Assert.Empty(await report.InspectAsync("undrawn"));
        Assert.Empty(await report.InspectAsync("outside"));
        Assert.Empty(await report.InspectAsync("overlaps"));
        Assert.True(await Colours(report.Page, screenshot) > 200, "The screenshot is blank.");
        Assert.Empty(await Serious(report.Page));
    }

    [SkippableFact]
    public async Task The_button_turns_page_and_charts_dark_and_a_slider_turns_points_in_space()
    {
        await using var report = await OpenReport.Async(chromium, ColorScheme.Light, Desk);
        const string Place = "[...document.querySelectorAll('.chart-figure')].find(f => f.querySelector('input')).querySelector('.mark-symbol path').getAttribute('transform')";
        var place = await report.Page.EvaluateAsync<string>($"() => {Place}");
        await report.Page.Locator("input[type=range]").First.FocusAsync();
        await report.Page.Keyboard.PressAsync("ArrowRight");
        await report.Page.WaitForFunctionAsync($"before => {Place} !== before", place);

        var light = await report.Page.EvaluateAsync<string>($"() => {FirstBar}");
        await report.Page.GetByRole(AriaRole.Button, new() { Name = "Dark colours" }).ClickAsync();
        await report.Page.WaitForFunctionAsync($"before => {FirstBar} !== before", light);

        Assert.Equal("rgb(20, 23, 26)", await report.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task Paper_has_charts_in_the_colours_of_light_and_no_navigation()
    {
        await using var report = await OpenReport.Async(chromium, ColorScheme.Dark, Desk);
        var dark = await report.Page.EvaluateAsync<string>($"() => {FirstBar}");
        // Added after the report's own listener, so it sees what that one drew.
        await report.Page.EvaluateAsync($"() => addEventListener('beforeprint', () => {{ window.printed = {FirstBar}; }})");
        var pdf = await report.Page.PdfAsync(new() { Format = "A4" });
        if (OpenReport.Folder is { } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "print.pdf"), pdf);
        }

        Assert.True(pdf.Length > 100_000, $"{pdf.Length} bytes are no report.");
        Assert.NotEqual(dark, await report.Page.EvaluateAsync<string>("() => window.printed"));
        await report.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await report.Page.IsVisibleAsync("nav"));
        Assert.Equal("rgb(255, 255, 255)", await report.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Empty(report.Complaints);
    }

    private static async Task<List<string>> Serious(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(SharedFiles.RepositoryRoot, "node_modules", "axe-core", "axe.min.js")));
        var violations = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations");
        return
        [
            .. violations.EnumerateArray()
                .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
                .Select(violation => $"{violation.GetProperty("id").GetString()}: {violation.GetProperty("nodes")[0].GetProperty("html").GetString()}"),
        ];
    }

    /// <summary>How many colours a picture has, decoded by the browser.</summary>
    private static async Task<int> Colours(IPage page, byte[] png)
    {
        const string Count = """
            async png => {
              const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(png), c => c.charCodeAt(0))], { type: 'image/png' }));
              const canvas = new OffscreenCanvas(bitmap.width, Math.min(bitmap.height, 8000));
              const context = canvas.getContext('2d');
              context.drawImage(bitmap, 0, 0);
              return new Set(new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
            }
            """;
        return await page.EvaluateAsync<int>(Count, Convert.ToBase64String(png));
    }
}
