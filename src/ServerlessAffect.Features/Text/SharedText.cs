using System.Collections.Concurrent;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Text;

/// <summary>A text that one or more extractors read in turn: what they have in common (cleaning, lower case, tokens) is done once. Its buffers are borrowed; dispose it
/// to give them back.</summary>
/// <remarks>Not safe for concurrent use: one thread at a time.</remarks>
public sealed class SharedText : IDisposable
{
    private static readonly ConcurrentBag<AnalyzerScratch> Idle = [];
    private AnalyzerScratch? _scratch;

    public SharedText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        _scratch = Idle.TryTake(out var scratch) ? scratch : new AnalyzerScratch();
        _scratch.Begin(text);
    }

    public string Text { get; private set; }

    internal AnalyzerScratch Scratch => _scratch ?? throw new ObjectDisposedException(nameof(SharedText));

    /// <summary>Goes on with another text.</summary>
    /// <exception cref="ObjectDisposedException"/>
    public void Change(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scratch = Scratch;
        if (scratch.IsLarge)
        {
            _scratch = scratch = new AnalyzerScratch();
        }

        scratch.Begin(text);
        Text = text;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _scratch, null) is { IsLarge: false } scratch)
        {
            scratch.End();
            Idle.Add(scratch);
        }
    }
}
