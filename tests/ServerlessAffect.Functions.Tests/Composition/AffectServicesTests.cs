using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Functions.Composition;
using ServerlessAffect.Functions.Tests.World;
using ServerlessAffect.Functions.Triggers;
using ServerlessAffect.Pipeline;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Functions.Tests.Composition;

public class AffectServicesTests
{
    [Fact]
    public void Every_function_can_be_made()
    {
        using var services = Build([]);
        var classes = typeof(ScoreTextTrigger).Assembly.GetTypes().Where(t => !t.IsAbstract && t.GetMethods().Any(m => m.GetCustomAttribute<FunctionAttribute>() is not null));
        Assert.All(classes, type => Assert.NotNull(ActivatorUtilities.CreateInstance(services, type)));
    }

    [Theory]
    [InlineData("Pipeline:MaxAttempts", "0", "Pipeline:MaxAttempts must be between 1 and 100; it is 0.")]
    [InlineData("Pipeline:ItemDeadline", "2.00:00:00", "Pipeline:ItemDeadline must be between 00:00:01 and 01:00:00; it is 2.00:00:00.")]
    public void An_option_out_of_range_is_refused_at_start(string setting, string value, string sentence)
    {
        using var services = Build([new(setting, value)]);
        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(sentence, fault.Failures);
    }

    [Fact]
    public void Options_come_from_the_configuration()
    {
        using var services = Build([new("Pipeline:MaxAttempts", "7"), new("Http:MaxBodyBytes", "4096")]);
        Assert.Equal(7, services.GetRequiredService<IOptions<PipelineOptions>>().Value.MaxAttempts);
        Assert.Equal(4096, services.GetRequiredService<IOptions<HttpLimits>>().Value.MaxBodyBytes);
    }

    [Fact]
    public void A_host_in_the_cloud_starts_without_a_purpose_and_reads_no_voice()
    {
        using var services = Build([]);
        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.False(services.GetRequiredService<DeclaredPurpose>().AllowsVoice);
    }

    [Fact]
    public void A_host_on_this_machine_is_for_evaluation_until_something_else_is_declared()
    {
        using var unset = Build([], onThisMachine: true);
        using var declared = Build([new(DeclaredPurpose.Setting, "creative")]);
        Assert.Equal("evaluation", unset.GetRequiredService<DeclaredPurpose>().Require().Name);
        Assert.Equal("creative", declared.GetRequiredService<DeclaredPurpose>().Require().Name);
    }

    [Theory]
    [InlineData("workplace", true, ErrorCodes.ProhibitedPurpose)]
    [InlineData("workplace", false, ErrorCodes.ProhibitedPurpose)]
    [InlineData("schools", true, ErrorCodes.ProhibitedPurpose)]
    [InlineData("anything", false, ErrorCodes.UnknownPurpose)]
    public void No_host_starts_with_a_purpose_that_is_refused(string purpose, bool onThisMachine, string code) =>
        Assert.Equal(code, Assert.Throws<AffectException>(() => Build([new(DeclaredPurpose.Setting, purpose)], onThisMachine)).Code);

    [Fact]
    public async Task Starting_says_whether_voices_are_read()
    {
        using var log = new CapturedLog();
        using var services = Build([]);
        await new PurposeAnnouncement(services.GetRequiredService<DeclaredPurpose>(), log.Of<PurposeAnnouncement>()).StartAsync(CancellationToken.None);
        Assert.Contains("Voices are not read here: Affect:Purpose is not set. Text is.", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void The_deployment_accepts_the_purposes_that_the_program_accepts()
    {
        foreach (var file in new[] { "main.bicep", "modules/functions.bicep" })
        {
            var text = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "bicep", file));
            var list = string.Concat(VoicePurpose.Accepted.Select(p => $"  '{p.Name}'\n"));
            Assert.Contains($"@allowed([\n  ''\n{list}])\nparam voicePurpose string = ''", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Telemetry_stays_in_the_process_where_no_collector_is_named(string? endpoint)
    {
        using var services = Build([new(TelemetryExport.EndpointSetting, endpoint)]);
        Assert.Empty(services.GetServices<IHostedService>().OfType<TelemetryExport>());
    }

    [Theory]
    [InlineData("localhost:4317", "grpc")]
    [InlineData("http://localhost:4317", "carrier-pigeon")]
    public void A_collector_that_cannot_be_is_refused_at_once(string endpoint, string protocol)
    {
        var fault = Assert.Throws<AffectException>(() => Build([new(TelemetryExport.EndpointSetting, endpoint), new(TelemetryExport.ProtocolSetting, protocol)]));
        Assert.Equal(ErrorCodes.InvalidSetting, fault.Code);
    }

    [Fact]
    public async Task Traces_and_metrics_reach_the_collector_that_is_named()
    {
        await using var collector = await FakeCollector.StartAsync();
        using var services = Build([new(TelemetryExport.EndpointSetting, collector.Address), new(TelemetryExport.ProtocolSetting, "http/protobuf")]);
        var export = Assert.Single(services.GetServices<IHostedService>().OfType<TelemetryExport>());

        await export.StartAsync(CancellationToken.None);
        using (var source = new ActivitySource(PipelineTelemetry.Name))
        using (var meter = new Meter(PipelineTelemetry.Name))
        {
            source.StartActivity("probe")!.Dispose();
            meter.CreateCounter<long>("probe").Add(1);
            await export.StopAsync(CancellationToken.None);
        }

        Assert.Equal(["/v1/metrics", "/v1/traces"], collector.Paths.Distinct().Order(StringComparer.Ordinal));
    }

    private static ServiceProvider Build(IEnumerable<KeyValuePair<string, string?>> settings, bool onThisMachine = false)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AzureWebJobsStorage", "UseDevelopmentStorage=true"), .. settings])
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddServerlessAffect(configuration, onThisMachine);
        return services.BuildServiceProvider();
    }
}
