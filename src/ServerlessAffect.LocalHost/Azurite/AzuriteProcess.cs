using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.LocalHost.Azurite;

/// <summary>One run of Azurite, from listening to its end.</summary>
internal sealed partial class AzuriteProcess
{
    /// <summary>Longer than the launcher gives Azurite to save everything.</summary>
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string>? _requestLog;
    private string _lastError = "";

    private AzuriteProcess(Process process, Action<string>? requestLog)
    {
        (_process, _requestLog) = (process, requestLog);
        process.OutputDataReceived += (_, e) => Read(e.Data);
        process.ErrorDataReceived += (_, e) => _lastError = e.Data is { Length: > 0 } line ? line : _lastError;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Exited = process.WaitForExitAsync();
    }

    public int BlobPort { get; private set; }

    public int QueuePort { get; private set; }

    public Task Exited { get; }

    public static async Task<AzuriteProcess> StartAsync(AzuriteOptions options, CancellationToken cancellationToken)
    {
        var running = new AzuriteProcess(Launch(options), options.RequestLog);
        try
        {
            var first = await Task.WhenAny(running._listening.Task, running.Exited).WaitAsync(options.StartTimeout, cancellationToken).ConfigureAwait(false);
            return first == running.Exited ? throw running.WhyItEnded(options) : running;
        }
        catch (TimeoutException e)
        {
            await running.KillAsync().ConfigureAwait(false);
            throw new AffectException(ErrorCodes.StorageUnavailable,
                $"Azurite did not listen within {options.StartTimeout.TotalSeconds:0} s; the machine may be too busy: run again.", e, isTransient: true);
        }
        catch (OperationCanceledException)
        {
            await running.KillAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task StopAsync()
    {
        if (!Exited.IsCompleted)
        {
            _process.StandardInput.Close();
            await Task.WhenAny(Exited, Task.Delay(s_stopTimeout)).ConfigureAwait(false);
        }

        await KillAsync().ConfigureAwait(false);
    }

    public async Task KillAsync()
    {
        if (!Exited.IsCompleted)
        {
            _process.Kill(entireProcessTree: true);
        }

        await Exited.ConfigureAwait(false);
        _process.Dispose();
    }

    private static Process Launch(AzuriteOptions options)
    {
        if (options.Folder is { } folder)
        {
            CreateFolder(folder);
        }

        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = options.Folder ?? Path.GetTempPath(),
        };
        foreach (var argument in Arguments(options))
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new AffectException(ErrorCodes.MissingTool,
                "Azurite needs Node.js 20 or newer and there is no 'node' on the PATH; install it (on Debian and Ubuntu: apt-get install nodejs npm) and run again.", e);
        }
    }

    private static IEnumerable<string> Arguments(AzuriteOptions options)
    {
        yield return "-e";
        yield return Launcher();
        yield return AzuriteScript(options.NodeModules);
        foreach (var flag in (string[])["--skipApiVersionCheck", "--disableTelemetry"])
        {
            yield return flag;
        }

        if (options.RequestLog is null)
        {
            yield return "--silent";
        }

        // Clients keep idle connections for longer than Azurite's five seconds; a request on one it is about to close would fail.
        foreach (var (service, port) in ((string, int)[])[("blob", options.BlobPort), ("queue", options.QueuePort), ("table", 0)])
        {
            yield return $"--{service}Port";
            yield return port.ToString(CultureInfo.InvariantCulture);
            yield return $"--{service}KeepAliveTimeout";
            yield return "600";
        }

        if (options.Folder is null)
        {
            yield return "--inMemoryPersistence";
        }
        else
        {
            yield return "--location";
            yield return Path.GetFullPath(options.Folder);
        }
    }

    private static string Launcher()
    {
        using var script = new StreamReader(typeof(AzuriteProcess).Assembly.GetManifestResourceStream("Azurite.launcher.js")!);
        return script.ReadToEnd();
    }

    private static string AzuriteScript(string? nodeModules)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = nodeModules is null ? Path.GetDirectoryName(folder) : null)
        {
            var script = Path.Combine(nodeModules ?? Path.Combine(folder, "node_modules"), "azurite", "dist", "src", "azurite.js");
            if (File.Exists(script))
            {
                return script;
            }
        }

        throw new AffectException(ErrorCodes.MissingTool, "The npm package 'azurite' is not installed; run 'npm ci' in the checkout and try again.");
    }

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new AffectException(ErrorCodes.PermissionDenied, $"The folder '{folder}' for Azurite's files cannot be created; choose another or mend its permissions.", e);
        }
    }

    private void Read(string? line)
    {
        if (line is null || Listening().Match(line) is not { Success: true } match)
        {
            if (line is not null)
            {
                _requestLog?.Invoke(line);
            }

            return;
        }

        var port = int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
        switch (match.Groups["service"].Value)
        {
            case "Blob":
                BlobPort = port;
                break;
            case "Queue":
                QueuePort = port;
                break;
            default:
                // The table server is the last to start: what we do not use tells that all is up.
                _listening.TrySetResult(line);
                break;
        }
    }

    private AffectException WhyItEnded(AzuriteOptions options) => _lastError switch
    {
        var e when e.Contains("EADDRINUSE", StringComparison.Ordinal) => new(ErrorCodes.PortInUse,
            $"Azurite cannot listen on ports {options.BlobPort} and {options.QueuePort}: one of them is in use. Stop the other program or choose other ports."),
        var e when e.Contains("EACCES", StringComparison.Ordinal) || e.Contains("EPERM", StringComparison.Ordinal) => new(ErrorCodes.PermissionDenied,
            "Azurite may not use its folder or port; choose another folder or mend its permissions."),
        var e => new(ErrorCodes.StorageUnavailable, $"Azurite ended before it listened: {(e.Length == 0 ? "it said nothing" : e)}."),
    };

    [GeneratedRegex(@"^Azurite (?<service>\w+) service is successfully listening at http://[^:]+:(?<port>\d+)")]
    private static partial Regex Listening();
}
