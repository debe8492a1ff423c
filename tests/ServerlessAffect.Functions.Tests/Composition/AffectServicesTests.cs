using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServerlessAffect.Functions.Composition;
using ServerlessAffect.Functions.Triggers;
using ServerlessAffect.Pipeline;

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

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("http://127.0.0.1:4317", 1)]
    public async Task Telemetry_leaves_the_process_only_where_a_collector_is_named(string? endpoint, int exporters)
    {
        using var services = Build([new(TelemetryExport.EndpointSetting, endpoint)]);
        var exports = services.GetServices<IHostedService>().OfType<TelemetryExport>().ToArray();
        Assert.Equal(exporters, exports.Length);
        foreach (var export in exports)
        {
            await export.StartAsync(CancellationToken.None);
            using var source = new System.Diagnostics.ActivitySource(Pipeline.Diagnostics.PipelineTelemetry.Name);
            Assert.NotNull(source.CreateActivity("probe", System.Diagnostics.ActivityKind.Internal));
            export.Dispose();
        }
    }

    private static ServiceProvider Build(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AzureWebJobsStorage", "UseDevelopmentStorage=true"), .. settings])
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddServerlessAffect(configuration);
        return services.BuildServiceProvider();
    }
}
