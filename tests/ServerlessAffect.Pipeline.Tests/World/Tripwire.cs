namespace ServerlessAffect.Pipeline.Tests.World;

/// <summary>Kills "the process" right after its n-th call of a port: the call took effect, nobody learnt of it, and no further call gets through.</summary>
public sealed class Tripwire
{
    private readonly Lock _gate = new();
    private int _left = int.MaxValue;
    private bool _dead;

    /// <summary>Whether it went off since it was set.</summary>
    public bool WentOff { get; private set; }

    public int Calls { get; private set; }

    public void SetAfter(int calls)
    {
        lock (_gate)
        {
            (_left, _dead, WentOff, Calls) = (calls, false, false, 0);
        }
    }

    /// <summary>The process is started again, without a further crash.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            (_left, _dead) = (int.MaxValue, false);
        }
    }

    internal void BeforeCall()
    {
        lock (_gate)
        {
            if (_dead)
            {
                throw new SimulatedCrashException();
            }
        }
    }

    /// <returns>Whether this was the last call.</returns>
    internal bool CountCall()
    {
        lock (_gate)
        {
            Calls++;
            if (--_left > 0)
            {
                return false;
            }

            _dead = WentOff = true;
            return true;
        }
    }
}
