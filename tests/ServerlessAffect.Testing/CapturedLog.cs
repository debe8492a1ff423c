using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace ServerlessAffect.Testing;

/// <summary>Everything that is logged at any level: message, values and whole exceptions, as the most talkative log provider would print them.</summary>
public sealed class CapturedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, _lines);

    public ILogger<T> Of<T>() => new Category<T>(_lines);

    public void Dispose()
    {
    }

    private class Category(string name, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(p => $"{p.Key}={p.Value}")) : "";
            lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{logLevel} {eventId.Id} {name}: {formatter(state, exception)} {values} {exception}"));
        }
    }

    private sealed class Category<T>(ConcurrentQueue<string> lines) : Category(typeof(T).Name, lines), ILogger<T>;
}
