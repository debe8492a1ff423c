using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Models;

namespace ServerlessAffect.Cli.Tests.Running;

/// <summary><c>affect up</c> inside this process, in a folder of its own, with the tiny models; stopped as Ctrl-C would.</summary>
public sealed class RunningUp : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TinyModels _models = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly MemoryStream _output = new();
    private readonly StringWriter _error = new();
    private Terminal? _terminal;
    private Task<int>? _running;

    internal Surroundings Surroundings => new(_folder.Root, new Dictionary<string, string> { [LocalModels.FolderVariable] = _models.Root });

    public async Task InitializeAsync()
    {
        _terminal = new Terminal(Surroundings, Stream.Null, _output, _error, isInteractive: false, Terminal.DefaultWidth);
        _running = new AffectCommandLine(_terminal).RunAsync(["up", "--port", "0"], _stop.Token);
        var state = Path.Combine(_folder.Root, ".affect", "up.json");
        for (var waited = 0; !File.Exists(state) && !_running.IsCompleted && waited < 900; waited++)
        {
            await Task.Delay(100);
        }

        Assert.True(File.Exists(state), _error.ToString());
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        Assert.Equal(ExitCodes.Done, await _running!);
        Assert.False(File.Exists(Path.Combine(_folder.Root, ".affect", "up.json")), "The state file was left behind.");
    }

    public void Dispose()
    {
        _terminal?.Dispose();
        _output.Dispose();
        _error.Dispose();
        _stop.Dispose();
        _models.Dispose();
        _folder.Dispose();
    }
}
