using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Purposes;

namespace ServerlessAffect.Functions.Composition;

/// <summary>Says once, when the host starts, what voices are read for here, or that they are not.</summary>
internal sealed partial class PurposeAnnouncement(DeclaredPurpose purpose, ILogger<PurposeAnnouncement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (purpose.AllowsVoice)
        {
            LogPurpose(logger, purpose.Require().Name);
        }
        else
        {
            LogNone(logger, DeclaredPurpose.Setting);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(2002, LogLevel.Information, "Voices are read here for the purpose {Purpose}.")]
    private static partial void LogPurpose(ILogger logger, string purpose);

    [LoggerMessage(2003, LogLevel.Warning, "Voices are not read here: {Setting} is not set. Text is.")]
    private static partial void LogNone(ILogger logger, string setting);
}
