using Microsoft.Playwright;

namespace ServerlessAffect.Browser.Tests;

/// <summary>The machine's own Chromium, started once for all tests; where there is none the tests are skipped, and fail on a build server.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Without the services that a browser starts for itself: a test asks nothing of the network.</summary>
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    public async Task InitializeAsync()
    {
        if (Places.FirstOrDefault(File.Exists) is { } program)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Arguments });
        }
    }

    /// <summary>A browser of its own profile, for one test.</summary>
    public async Task<IBrowserContext> NewContextAsync(ColorScheme scheme, int width)
    {
        if (_browser is null && string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail("A build server must have Chromium (apt install chromium).");
        }

        Skip.If(_browser is null, "No Chromium (apt install chromium).");
        return await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}
