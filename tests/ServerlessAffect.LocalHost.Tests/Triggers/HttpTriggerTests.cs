using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Testing.Azurite;

namespace ServerlessAffect.LocalHost.Tests.Triggers;

public sealed class HttpTriggerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private HostScenario _scenario = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _scenario = new HostScenario(azurite.ConnectionString);
        _scenario.Options = _scenario.Options with { Http = _scenario.Options.Http with { MaxRequestBytes = 1000, RequestTimeout = TimeSpan.FromSeconds(1) } };
        var host = await _scenario.StartAsync<Operations>(builder => builder.UseMiddleware<Stamp>());
        _http = new HttpClient { BaseAddress = host.Address };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _scenario.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/open", null, HttpStatusCode.OK)]
    [InlineData("/api/guarded", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/guarded", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("/api/guarded", "open", HttpStatusCode.OK)]
    [InlineData("/api/guarded", "master", HttpStatusCode.OK)]
    [InlineData("/api/guarded?code=open", null, HttpStatusCode.OK)]
    [InlineData("/api/guarded?code=wrong", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/inner", "open", HttpStatusCode.Unauthorized)]
    [InlineData("/api/inner", "master", HttpStatusCode.OK)]
    [InlineData("/api/nothing", "master", HttpStatusCode.NotFound)]
    [InlineData("/open", null, HttpStatusCode.NotFound)]
    public async Task Key_opens(string path, string? key, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using var response = await _http.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        if (expected != HttpStatusCode.OK)
        {
            await AssertProblemAsync(response, expected);
        }
    }

    [Fact]
    public async Task Route_values_are_bound_to_parameters()
    {
        var id = Guid.NewGuid();

        Assert.Equal($"{id} row 7", await _http.GetStringAsync($"/api/items/{id}/rows/7"));
        await AssertProblemAsync(await _http.GetAsync($"/api/items/{id}/rows/seven"), HttpStatusCode.BadRequest, ErrorCodes.InvalidRequest);
    }

    [Fact]
    public async Task Body_is_read_and_one_that_is_too_large_is_refused()
    {
        Assert.Equal("5", await (await _http.PostAsync("/api/length", new StringContent("hello"))).Content.ReadAsStringAsync());
        await AssertProblemAsync(await _http.PostAsync("/api/length", new StringContent(new string('x', 2000))), HttpStatusCode.RequestEntityTooLarge, ErrorCodes.FileTooLarge);
    }

    [Fact]
    public async Task Another_method_is_refused_with_a_problem_that_names_the_right_ones()
    {
        var refused = await _http.GetAsync("/api/length");

        Assert.Equal(["POST"], refused.Content.Headers.Allow);
        await AssertProblemAsync(refused, HttpStatusCode.MethodNotAllowed, ErrorCodes.InvalidRequest);
    }

    [Fact]
    public async Task HEAD_is_answered_as_GET_is_without_the_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/api/open");
        using var response = await _http.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, 4L), (response.StatusCode, response.Content.Headers.ContentLength));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("open", await _http.GetStringAsync("/api/open"));
    }

    [Fact]
    public async Task Action_results_are_executed()
    {
        using var response = await _http.GetAsync("/api/action");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("teapot", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Unhandled_fault_says_nothing_of_its_cause_and_a_typed_one_says_its_sentence()
    {
        var secret = await AssertProblemAsync(await _http.GetAsync("/api/fail/secret"), HttpStatusCode.InternalServerError, ErrorCodes.Internal);
        Assert.DoesNotContain("what a person wrote", secret, StringComparison.Ordinal);
        var typed = await AssertProblemAsync(await _http.GetAsync("/api/fail/typed"), HttpStatusCode.NotFound, ErrorCodes.UnknownModel);
        Assert.Contains("There is no such model.", typed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_that_takes_too_long_is_cancelled_and_answered() =>
        await AssertProblemAsync(await _http.GetAsync("/api/slow"), HttpStatusCode.GatewayTimeout, ErrorCodes.TimedOut);

    [Fact]
    public async Task Worker_middleware_goes_around_every_function()
    {
        using var response = await _http.GetAsync("/api/open");

        Assert.Equal(["Open"], response.Headers.GetValues("x-function"));
    }

    [Fact]
    public async Task Many_requests_at_once_are_answered()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => _http.GetStringAsync($"/api/items/{Guid.Empty}/rows/{i}")));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{Guid.Empty} row {i}"), answers);
    }

    [Fact]
    public async Task Port_in_use_is_said_in_one_line()
    {
        await using var other = new HostScenario(azurite.ConnectionString);
        other.Options = other.Options with { Http = other.Options.Http with { Port = _http.BaseAddress!.Port } };

        var error = await Assert.ThrowsAsync<AffectException>(() => other.StartAsync<Operations>());

        Assert.Equal(ErrorCodes.PortInUse, error.Code);
        Assert.Contains(_http.BaseAddress.Port.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_answers_what_runs_before_it_closes()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        var entered = new TaskCompletionSource();
        scenario.Journal.OnEntry = async (_, token) =>
        {
            entered.SetResult();
            await Task.Delay(500, token);
        };
        var host = await scenario.StartAsync<Operations>(builder => builder.UseMiddleware<Stamp>());
        using var http = new HttpClient { BaseAddress = host.Address };
        var answer = http.GetStringAsync("/api/noted");
        await entered.Task;

        await host.StopAsync();

        Assert.Equal("noted", await answer);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync("/api/open"));
    }

    private static async Task<string> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string? code = null)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(body);
        Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("traceId").GetString()!);
        if (code is not null)
        {
            Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        }

        return body;
    }

    public sealed class Stamp : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.GetHttpContext()?.Response.Headers.Append("x-function", context.FunctionDefinition.Name);
            return next(context);
        }
    }

    public sealed class Operations(Journal journal)
    {
        [Function("Open")]
        public IResult Open([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "open")] HttpRequest request) => Results.Text("open");

        [Function("Guarded")]
        public IResult Guarded([HttpTrigger(AuthorizationLevel.Function, "get", Route = "guarded")] HttpRequest request) => Results.Text("guarded");

        [Function("Inner")]
        public static IResult Inner([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "inner")] HttpRequest request) => Results.Text("inner");

        [Function("Row")]
        public ValueTask<IResult> Row([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id}/rows/{row}")] HttpRequest request, Guid id, int row) =>
            new(Results.Text($"{id} row {row}"));

        [Function("Length")]
        public async Task<IResult> Length([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "length")] HttpRequest request, CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            return Results.Text((await reader.ReadToEndAsync(cancellationToken)).Length.ToString());
        }

        [Function("Action")]
        public IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "action")] HttpRequest request) =>
            new AcceptedResult("/elsewhere", new { name = "teapot" });

        [Function("Fail")]
        public Task<IResult> Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fail/{how}")] HttpRequest request, string how) =>
            throw (how == "typed" ? new AffectException(ErrorCodes.UnknownModel, "There is no such model.") : new InvalidOperationException("what a person wrote"));

        [Function("Slow")]
        public async Task<IResult> Slow([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return Results.Ok();
        }

        [Function("Noted")]
        public async Task<IResult> Noted([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "noted")] HttpRequest request, CancellationToken cancellationToken)
        {
            await journal.AddAsync("noted", cancellationToken);
            return Results.Text("noted");
        }
    }
}
