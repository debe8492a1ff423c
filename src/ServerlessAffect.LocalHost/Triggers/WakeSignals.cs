namespace ServerlessAffect.LocalHost.Triggers;

/// <summary>The listeners to wake when something ran in this host: what ran may have made work for another function.</summary>
internal sealed class WakeSignals
{
    private WakeSignal[] _signals = [];

    /// <summary>Before the host starts.</summary>
    public WakeSignal Add()
    {
        var signal = new WakeSignal();
        _signals = [.. _signals, signal];
        return signal;
    }

    public void WakeAll()
    {
        foreach (var signal in _signals)
        {
            signal.Wake();
        }
    }
}
