using Azure.Core;
using Azure.Core.Pipeline;

namespace ServerlessAffect.LocalHost.Tests;

/// <summary>Cuts a host off from storage, so that nothing it does afterwards reaches anybody: what a kill looks like from outside.</summary>
internal sealed class Outage : HttpPipelinePolicy
{
    public bool IsOn { get; set; }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ThrowIfOn();
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ThrowIfOn();
        return ProcessNextAsync(message, pipeline);
    }

    private void ThrowIfOn()
    {
        if (IsOn)
        {
            throw new IOException("The host is cut off.");
        }
    }
}
