using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessAffect.Pipeline;
using ServerlessAffect.Storage;

namespace ServerlessAffect.Functions.Composition;

public static class AffectServices
{
    /// <summary>Everything that the functions need: storage, use cases, limits, telemetry. Options come from the sections <c>Storage</c>, <c>Pipeline</c> and <c>Http</c>
    /// and are validated when the host starts.</summary>
    public static IServiceCollection AddServerlessAffect(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddAffectStorage(configuration);
        services.AddPipeline();
        services.Configure<PipelineOptions>(configuration.GetSection("Pipeline"));
        services.AddOptions<HttpLimits>().Bind(configuration.GetSection("Http")).ValidateDataAnnotations().ValidateOnStart();
        var collector = configuration[TelemetryExport.EndpointSetting];
        if (!string.IsNullOrWhiteSpace(collector))
        {
            services.AddSingleton<IHostedService>(_ => new TelemetryExport(CollectorUri(collector)));
        }

        return services;
    }

    private static Uri CollectorUri(string collector) => Uri.TryCreate(collector, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        ? uri
        : throw new InvalidOperationException($"{TelemetryExport.EndpointSetting} must be an http or https address, for example http://localhost:4317.");
}
