using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;

namespace ServerlessAffect.Storage.Tests;

/// <summary>A server whose answer to the first write gets lost after the write was done: the SDK writes again and meets its own work.</summary>
internal sealed class LostAnswers : HttpPipelinePolicy
{
    private int _left = 1;

    public static BlobServiceClient Client(string connectionString)
    {
        var options = new BlobClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.AddPolicy(new LostAnswers(), HttpPipelinePosition.PerRetry);
        return new BlobServiceClient(connectionString, options);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        Lose(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        Lose(message);
    }

    private void Lose(HttpMessage message)
    {
        if (message.Request.Method == RequestMethod.Put && message.Response.Status == 201 && message.Request.Headers.Contains("x-ms-blob-type") && Interlocked.Decrement(ref _left) >= 0)
        {
            throw new IOException("The connection broke before the answer came.");
        }
    }
}
