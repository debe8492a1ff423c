using System.Globalization;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.Hosting;

/// <summary>Warnings and errors of the embedded functions, one line each. An exception is told as <see cref="FaultText"/> tells it.</summary>
internal sealed class LogLines(TextWriter writer, TimeProvider clock) : ILoggerProvider
{
    private readonly Lock _writing = new();

    public ILogger CreateLogger(string categoryName) => new Category(this);

    public void Dispose()
    {
    }

    private void Write(LogLevel level, string message, Exception? exception)
    {
        var time = clock.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var cause = exception is null ? "" : $" [{FaultText.Describe(exception)}]";
        lock (_writing)
        {
            writer.WriteLine($"{time} {(level >= LogLevel.Error ? "error" : "warning")}: {message}{cause}");
        }
    }

    private sealed class Category(LogLines lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Write(logLevel, formatter(state, exception), exception);
            }
        }
    }
}
