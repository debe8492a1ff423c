using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.LocalHost.Options;

namespace ServerlessAffect.LocalHost.Tests.Invocations;

public sealed class FunctionCatalogueTests
{
    [Theory]
    [InlineData(typeof(Twice), "'Same' is the name of Twice.First and Twice.Second")]
    [InlineData(typeof(NoTrigger), "'None' (NoTrigger.Run) must have one parameter with a trigger attribute and has 0")]
    [InlineData(typeof(StrangeParameter), "has a parameter 'size' of type Int32 that nothing can be bound to")]
    [InlineData(typeof(MissingRouteValue), "has a parameter 'row' of type String that nothing can be bound to (the trigger offers id)")]
    [InlineData(typeof(WholeBlob), "must take the blob as BlobClient")]
    [InlineData(typeof(NoPath), "has a blob path that cannot be read ('inbox')")]
    [InlineData(typeof(BadQueueName), "has a queue name that storage does not allow ('Requests')")]
    [InlineData(typeof(BadSchedule), "has a schedule that is neither six cron fields nor an interval")]
    [InlineData(typeof(TextResult), "must return IResult, IActionResult or nothing")]
    [InlineData(typeof(AsyncVoid), "must return a Task")]
    [InlineData(typeof(Unprovided), "Unprovided needs IUnprovided, which no service provides")]
    [InlineData(typeof(LostResult), "must return nothing")]
    [InlineData(typeof(SameRoute), "First (SameRoute.First) and Second (SameRoute.Second) have the same route and method (get /api/items/{name})")]
    [InlineData(typeof(AbstractClass), "must be in a class that can be created")]
    public void Function_that_cannot_run_is_refused_at_the_start(Type functions, string sentence)
    {
        var error = Assert.Throws<AffectException>(() => Build(functions));

        Assert.Equal(ErrorCodes.InvalidFunction, error.Code);
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_setting_of_a_trigger_is_named()
    {
        var error = Assert.Throws<AffectException>(() => Build(typeof(SettingQueue)));

        Assert.Equal(ErrorCodes.InvalidSetting, error.Code);
        Assert.Contains("'no-such-setting'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("two--hyphens")]
    [InlineData("a-name-that-is-longer-than-32-chars")]
    public void Host_id_that_storage_would_refuse_is_refused(string hostId) =>
        Assert.Equal(ErrorCodes.InvalidSetting, Assert.Throws<AffectException>(() => LocalFunctionsHost.CreateBuilder(new LocalHostOptions { HostId = hostId }, [])).Code);

    private static void Build(Type functions)
    {
        var builder = LocalFunctionsHost.CreateBuilder(new LocalHostOptions(), [functions]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true" });
        builder.Build();
    }

    public interface IUnprovided;

    public sealed class Twice
    {
        [Function("Same")]
        public void First([QueueTrigger("one")] string text) => Assert.Fail();

        [Function("same")]
        public void Second([QueueTrigger("two")] string text) => Assert.Fail();
    }

    public sealed class NoTrigger
    {
        [Function("None")]
        public void Run(string text) => Assert.Fail();
    }

    public sealed class StrangeParameter
    {
        [Function("Strange")]
        public void Run([QueueTrigger("one")] string text, int size) => Assert.Fail();
    }

    public sealed class MissingRouteValue
    {
        [Function("Route")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "items/{id}")] HttpRequest request, string id, string row) => Assert.Fail();
    }

    public sealed class WholeBlob
    {
        [Function("Whole")]
        public void Run([BlobTrigger("inbox/{name}")] byte[] blob) => Assert.Fail();
    }

    public sealed class NoPath
    {
        [Function("Path")]
        public void Run([BlobTrigger("inbox")] BlobClient blob) => Assert.Fail();
    }

    public sealed class BadQueueName
    {
        [Function("Queue")]
        public void Run([QueueTrigger("Requests")] string text) => Assert.Fail();
    }

    public sealed class BadSchedule
    {
        [Function("Timer")]
        public void Run([TimerTrigger("*/5 * * * *")] TimerInfo timer) => Assert.Fail();
    }

    public sealed class TextResult
    {
        [Function("Text")]
        public string Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => "";
    }

    public sealed class AsyncVoid
    {
        [Function("Void")]
        public async void Run([QueueTrigger("one")] string text) => await Task.Yield();
    }

    public sealed class Unprovided(IUnprovided unprovided)
    {
        [Function("Service")]
        public void Run([QueueTrigger("one")] string text) => Assert.NotNull(unprovided);
    }

    public sealed class LostResult
    {
        [Function("Lost")]
        public Task<string> Run([QueueTrigger("one")] string text) => Task.FromResult(text);
    }

    public sealed class SameRoute
    {
        [Function("First")]
        public void First([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id}")] HttpRequest request) => Assert.Fail();

        [Function("Second")]
        public void Second([HttpTrigger(AuthorizationLevel.Anonymous, "post", "get", Route = "items/{name}")] HttpRequest request) => Assert.Fail();
    }

    public abstract class AbstractClass
    {
        [Function("Abstract")]
        public void Run([QueueTrigger("one")] string text) => Assert.Fail();
    }

    public sealed class SettingQueue
    {
        [Function("Setting")]
        public void Run([QueueTrigger("%no-such-setting%")] string text) => Assert.Fail();
    }
}
