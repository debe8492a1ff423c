using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessAffect.LocalHost.Options;
using ServerlessAffect.LocalHost.Triggers;

namespace ServerlessAffect.LocalHost.Invocations;

/// <summary>What all functions of a host share.</summary>
internal sealed record InvocationEnvironment(
    LocalHostOptions Options, IServiceScopeFactory Scopes, InvocationTracker Tracker, WakeSignals Listeners, TimeProvider Time, ILogger Logger);
