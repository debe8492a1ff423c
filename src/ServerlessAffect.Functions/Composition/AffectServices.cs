using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Exporter;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Pipeline;
using ServerlessAffect.Storage;

namespace ServerlessAffect.Functions.Composition;

public static class AffectServices
{
    /// <summary>Everything that the functions need: storage, use cases, limits, telemetry. Options come from the sections <c>Storage</c>, <c>Pipeline</c> and <c>Http</c>
    /// and are validated when the host starts; the purpose of reading voices, <see cref="DeclaredPurpose.Setting"/>, is judged here and now.</summary>
    /// <param name="onThisMachine">Whether whoever runs the host is who uses it. A service in the cloud reads no voices unless a purpose is declared.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.ProhibitedPurpose"/>, <see cref="ErrorCodes.UnknownPurpose"/>, <see cref="ErrorCodes.InvalidSetting"/>.</exception>
    public static IServiceCollection AddServerlessAffect(this IServiceCollection services, IConfiguration configuration, bool onThisMachine = false)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var purpose = configuration[DeclaredPurpose.Setting];
        services.AddSingleton(onThisMachine ? DeclaredPurpose.OnThisMachine(purpose) : DeclaredPurpose.InTheCloud(purpose));
        services.AddHostedService<PurposeAnnouncement>();
        services.AddAffectStorage(configuration);
        services.AddPipeline();
        services.Configure<PipelineOptions>(configuration.GetSection("Pipeline"));
        services.PostConfigure<PipelineOptions>(options => options.Ffmpeg = configuration["Affect:Ffmpeg"] is { Length: > 0 } ffmpeg ? ffmpeg : options.Ffmpeg);
        services.AddOptions<HttpLimits>().Bind(configuration.GetSection("Http")).ValidateDataAnnotations().ValidateOnStart();
        var collector = configuration[TelemetryExport.EndpointSetting];
        if (!string.IsNullOrWhiteSpace(collector))
        {
            var protocol = ProtocolOf(configuration[TelemetryExport.ProtocolSetting]);
            services.AddSingleton<IHostedService>(new TelemetryExport(CollectorUri(collector), protocol));
        }

        return services;
    }

    private static Uri CollectorUri(string collector) => Uri.TryCreate(collector, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        ? uri
        : throw new AffectException(ErrorCodes.InvalidSetting, $"{TelemetryExport.EndpointSetting} must be an http or https address, for example http://localhost:4317.");

    private static OtlpExportProtocol ProtocolOf(string? protocol) => protocol switch
    {
        null or "" or "grpc" => OtlpExportProtocol.Grpc,
        "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
        _ => throw new AffectException(ErrorCodes.InvalidSetting, $"{TelemetryExport.ProtocolSetting} must be grpc or http/protobuf."),
    };
}
