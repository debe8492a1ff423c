using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.Functions.Triggers;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Pipeline.Tests.World;
using ServerlessAffect.Storage.Queues;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Functions.Tests.Triggers;

public class BindingTests
{
    [Fact]
    public async Task A_drop_and_its_message_end_in_a_prediction()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");

        await new ExtractFeaturesTrigger(world.Get<Pipeline.Extraction.ExtractFeatures>()).RunAsync(null!, "a.txt", CancellationToken.None);
        var message = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(ScoreRequestCodec.Encode(Assert.Single(world.Storage.Queue.Drain()))));
        await new ScoreFeaturesTrigger(world.Get<ScoreFeatures>()).RunAsync(message, CancellationToken.None);

        Assert.Single(await world.PredictionsAsync(id));
    }

    [Fact]
    public void Function_names_are_unique_and_every_function_takes_the_token()
    {
        var functions = typeof(ScoreTextTrigger).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Where(m => m.GetCustomAttribute<FunctionAttribute>() is not null).ToArray();
        Assert.Equal(15, functions.Length);
        Assert.Equal(functions.Length, functions.Select(f => f.GetCustomAttribute<FunctionAttribute>()!.Name).Distinct().Count());
        Assert.All(functions.Where(f => f.ReturnType.IsAssignableTo(typeof(Task))), f => Assert.Contains(f.GetParameters(), p => p.ParameterType == typeof(CancellationToken)));
    }

    [Fact]
    public void What_answers_GET_answers_HEAD() =>
        Assert.All(
            typeof(ScoreTextTrigger).Assembly.GetTypes().SelectMany(t => t.GetMethods()).SelectMany(m => m.GetParameters()).Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>(),
            trigger => Assert.Equal(trigger.Methods!.Contains("get"), trigger.Methods!.Contains("head")));

    [Fact]
    public void The_platform_never_poisons_before_our_own_count()
    {
        var host = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "src", "ServerlessAffect.Functions", "host.json")))!;
        Assert.True((int)host["extensions"]!["queues"]!["maxDequeueCount"]! >= 100 * new Pipeline.PipelineOptions().MaxAttempts);
        Assert.Equal("base64", (string)host["extensions"]!["queues"]!["messageEncoding"]!);
        Assert.True(TimeSpan.Parse((string)host["functionTimeout"]!, System.Globalization.CultureInfo.InvariantCulture) > new Pipeline.PipelineOptions().MediaDeadline);
    }

    [Fact]
    public void The_sample_settings_name_every_setting_that_a_trigger_asks_for()
    {
        var settings = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "local.settings.sample.json")))!["Values"]!.AsObject();
        var schedule = typeof(ReconcileTrigger).GetMethod("RunAsync")!.GetParameters()[0].GetCustomAttribute<TimerTriggerAttribute>()!.Schedule;
        Assert.True(settings.ContainsKey(schedule.Trim('%')));
        Assert.Equal(6, ((string)settings[schedule.Trim('%')]!).Split(' ').Length);
    }
}
