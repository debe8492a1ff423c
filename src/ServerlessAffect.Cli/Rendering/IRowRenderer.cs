using ServerlessAffect.Cli.Scoring;

namespace ServerlessAffect.Cli.Rendering;

/// <summary>Shows readings as they come; disposing it completes the output.</summary>
internal interface IRowRenderer : IDisposable
{
    void Write(in ScoredRow row);
}
