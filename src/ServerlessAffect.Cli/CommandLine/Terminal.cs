using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ServerlessAffect.Cli.CommandLine;

/// <summary>Where a command reads and writes: results to <see cref="Out"/>, everything else to <see cref="Error"/>.</summary>
internal sealed class Terminal(Surroundings surroundings, Stream input, Stream output, TextWriter error, bool isInteractive, int width) : IDisposable
{
    public const int DefaultWidth = 80;

    /// <summary>Columns that tables shall use, as shells and other programs have it.</summary>
    private const string WidthVariable = "COLUMNS";

    private const int LeastWidth = 40;
    private const int MostWidth = 1_000;

    /// <summary>Nobody's lines wrap in a file, so labels may stay on one line there.</summary>
    private const int RedirectedWidth = 120;

    public Surroundings Surroundings { get; } = surroundings;

    /// <summary>Standard input, as bytes.</summary>
    public Stream Input { get; } = input;

    /// <summary>Standard output, as bytes: JSON lines are written here without going through text.</summary>
    public Stream OutBytes { get; } = output;

    /// <summary>Standard output, as text; flushed after every write, so that it may be mixed with <see cref="OutBytes"/>.</summary>
    public TextWriter Out { get; } = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: -1, leaveOpen: true) { AutoFlush = true };

    public TextWriter Error { get; } = error;

    /// <summary>Whether a person looks at standard output and has not asked for plain text: colours are welcome.</summary>
    public bool IsInteractive { get; } = isInteractive;

    /// <summary>Columns that a table may use.</summary>
    public int Width { get; } = width;

    public static Terminal OfProcess()
    {
        var surroundings = Surroundings.OfProcess();
        var plain = Console.IsOutputRedirected || !string.IsNullOrEmpty(surroundings.Variables.GetValueOrDefault("NO_COLOR"));
        var width = WidthOf(surroundings.Variables.GetValueOrDefault(WidthVariable))
            ?? (Console.IsOutputRedirected ? RedirectedWidth : Console.WindowWidth < LeastWidth ? DefaultWidth : Console.WindowWidth);
        return new Terminal(surroundings, Console.OpenStandardInput(), new BufferedStream(OpenOutput(), 1 << 15), Console.Error, !plain, width);
    }

    /// <summary>Null where the variable is not set or no width that a table can have.</summary>
    internal static int? WidthOf(string? columns) =>
        int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is >= LeastWidth and <= MostWidth ? width : null;

    private static Stream OpenOutput() =>
        OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new StandardOutput(new SafeFileHandle(1, ownsHandle: false));

    public void Dispose()
    {
        Out.Dispose();
        OutBytes.Dispose();
    }
}
