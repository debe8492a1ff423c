using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ServerlessAffect.Functions.Composition;

/// <summary>Sends traces and metrics of every area to the collector that <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names, from start to stop of the host.</summary>
internal sealed class TelemetryExport(Uri endpoint, OtlpExportProtocol protocol) : IHostedService, IDisposable
{
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string ProtocolSetting = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string Areas = "ServerlessAffect.*";

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("serverless-affect", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3));
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Areas).AddOtlpExporter(o => Send(o, "v1/traces")).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Areas).AddOtlpExporter(o => Send(o, "v1/metrics")).Build();
        return Task.CompletedTask;
    }

    /// <summary>Disposing flushes what was not sent yet.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    /// <summary>Over HTTP each signal has a path of its own below the endpoint; over gRPC the endpoint is all.</summary>
    private void Send(OtlpExporterOptions options, string path)
    {
        options.Protocol = protocol;
        options.Endpoint = protocol is OtlpExportProtocol.HttpProtobuf ? new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}") : endpoint;
    }
}
