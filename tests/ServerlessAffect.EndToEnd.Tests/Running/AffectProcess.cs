using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ServerlessAffect.EndToEnd.Tests.Running;

/// <summary>A process of the real command (or of a script), as a person starts it: own working folder, own environment, both outputs read.</summary>
internal sealed class AffectProcess : IDisposable
{
    /// <summary>Columns of the terminal that a person has at least.</summary>
    public const int Width = 80;

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly StringBuilder _out = new();

    private AffectProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardOutputEncoding = Encoding.UTF8;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Append(_out, e.Data);
        _process.ErrorDataReceived += (_, e) => Append(_error, e.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Out => Text(_out);

    public string Error => Text(_error);

    /// <summary>Standard output line by line; fails where a line is not JSON.</summary>
    public IReadOnlyList<JsonNode> Lines => [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];

    /// <summary>The command beside these tests.</summary>
    public static AffectProcess Start(string folder, params string[] args) => Start(folder, new Dictionary<string, string>(), args);

    /// <param name="environment">Set besides what these tests have.</param>
    public static AffectProcess Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "affect.dll"), .. args]) { WorkingDirectory = folder };
        start.Environment.Remove("AzureWebJobsStorage");
        start.Environment["COLUMNS"] = Width.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new AffectProcess(start);
    }

    /// <summary>Any other program.</summary>
    public static AffectProcess StartOther(ProcessStartInfo start) => new(start);

    public static async Task<AffectProcess> RunAsync(string folder, params string[] args)
    {
        var process = Start(folder, args);
        await process.ExitCodeAsync();
        return process;
    }

    public async Task<int> ExitCodeAsync(int seconds = 120)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The process did not end within {seconds} s. Standard error: {Error}");
        }

        return _process.ExitCode;
    }

    /// <summary>Waits for a condition while the process runs.</summary>
    public async Task UntilAsync(Func<bool> holds, int seconds = 90)
    {
        for (var waited = 0; !holds(); waited++)
        {
            Assert.True(waited < seconds * 10 && !_process.HasExited, $"It never came so far. Standard error: {Error} Standard output: {Out}");
            await Task.Delay(100);
        }
    }

    /// <summary>What Ctrl-C sends.</summary>
    public void Interrupt() => Process.Start("kill", ["-INT", Id.ToString(CultureInfo.InvariantCulture)])!.WaitForExit();

    /// <summary>What <c>kill -9</c> sends: to the process alone, not to its children.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder to, string? line)
    {
        lock (to)
        {
            to.Append(line is null ? "" : line + "\n");
        }
    }

    private static string Text(StringBuilder from)
    {
        lock (from)
        {
            return from.ToString();
        }
    }
}
