using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessAffect.Functions.Tests.World;

/// <summary>One request to a function and its answer, without a server between.</summary>
internal static class ApiCall
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().BuildServiceProvider();

    public static HttpRequest Get(string query = "")
    {
        var context = NewContext();
        context.Request.Method = "GET";
        context.Request.QueryString = new QueryString(query);
        return context.Request;
    }

    public static HttpRequest Post(string body, string contentType = "application/json") => Post(Encoding.UTF8.GetBytes(body), contentType);

    public static HttpRequest Post(byte[] body, string? contentType = "application/json")
    {
        var context = NewContext();
        context.Request.Method = "POST";
        context.Request.ContentType = contentType;
        context.Request.Body = new MemoryStream(body);
        return context.Request;
    }

    public static async Task<ApiAnswer> AnswerAsync(this HttpRequest request, Task<IResult> result)
    {
        var response = request.HttpContext.Response;
        using var body = new MemoryStream();
        response.Body = body;
        await (await result).ExecuteAsync(request.HttpContext);
        await response.BodyWriter.FlushAsync();
        Assert.True(response.ContentLength is null || response.ContentLength == body.Length, "The stated length is not the body's.");
        return new ApiAnswer(response.StatusCode, response.ContentType!, response.Headers.Location, JsonNode.Parse(body.ToArray())!);
    }

    private static DefaultHttpContext NewContext() => new() { RequestServices = Services };
}
