using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Storage.Queues;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Storage.Tests.Queues;

public sealed class ScoreRequestCodecTests(StorageAccounts accounts) : IClassFixture<StorageAccounts>
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public void A_request_comes_back_as_it_was_sent()
    {
        var request = Samples.Request("a") with { Traceparent = Trace, Tracestate = "vendor=1" };
        Assert.Equal(request, ScoreRequestCodec.Decode(ScoreRequestCodec.Encode(request)));
        Assert.Equal(request, ScoreRequestCodec.DecodeJson(Encoding.UTF8.GetString(Convert.FromBase64String(ScoreRequestCodec.Encode(request)))));
    }

    [Fact]
    public void The_senders_trace_goes_along()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.TraceStateString = "vendor=1";
        var request = ScoreRequestCodec.Decode(ScoreRequestCodec.Encode(Samples.Request("a")));
        Assert.Equal((activity.Id, "vendor=1"), (request.Traceparent, request.Tracestate));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("e30=")]
    [InlineData("bnVsbA==")]
    [InlineData("W10=")]
    [InlineData("/////w==")]
    public void A_message_of_another_program_is_refused(string message) => Refuses(() => ScoreRequestCodec.Decode(message));

    [Theory]
    [InlineData("\"v\":1", "\"v\":2", "version is 2")]
    [InlineData("\"model\":\"mood\"", "\"model\":\"../../x\"", "not named")]
    [InlineData("\"model\":\"mood\"", "\"model\":null", "not the JSON")]
    [InlineData("\"modelVersion\":\"20260304-0123abcd\"", "\"modelVersion\":\"a/b\"", "not named")]
    [InlineData("\"schema\":\"", "\"schema\":\"z", "not the JSON")]
    public void A_changed_message_is_refused(string old, string changed, string why)
    {
        var json = Encoding.UTF8.GetString(Convert.FromBase64String(ScoreRequestCodec.Encode(Samples.Request("a"))));
        Assert.Contains(old, json, StringComparison.Ordinal);
        Assert.Contains(why, Refuses(() => ScoreRequestCodec.DecodeJson(json.Replace(old, changed, StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", null)]
    [InlineData(null, "vendor=1")]
    public void A_trace_that_is_none_is_dropped(string? traceparent, string? tracestate)
    {
        var request = ScoreRequestCodec.Decode(ScoreRequestCodec.Encode(Samples.Request("a") with { Traceparent = traceparent, Tracestate = tracestate }));
        Assert.Equal((null, null), (request.Traceparent, request.Tracestate));
    }

    [Fact]
    public void What_does_not_fit_into_a_message_is_refused_by_the_sender()
    {
        var error = Assert.Throws<AffectException>(() => ScoreRequestCodec.Encode(Samples.Request("a") with { Tracestate = new string('x', 60_000), Traceparent = Trace }));
        Assert.Equal(ErrorCodes.InvalidRequest, error.Code);
        Assert.Equal(ErrorCodes.InvalidRequest, Assert.Throws<AffectException>(() => ScoreRequestCodec.Encode(Samples.Request("a", "../x"))).Code);
        Refuses(() => ScoreRequestCodec.Decode(new string('A', 70_000)));
        Refuses(() => ScoreRequestCodec.DecodeJson(new string(' ', 70_000)));
    }

    [Fact]
    public void No_message_does_more_than_be_refused() => Prop.ForAll<string, byte[], int>((text, bytes, at) =>
    {
        var mutated = Convert.FromBase64String(ScoreRequestCodec.Encode(Samples.Request("a")));
        mutated[Math.Abs(at % mutated.Length)] = (byte)(at >> 8);
        foreach (var message in new[] { text ?? "", Convert.ToBase64String(bytes ?? []), Convert.ToBase64String(mutated) })
        {
            try
            {
                ScoreRequestCodec.Decode(message);
            }
            catch (AffectException e)
            {
                Assert.Equal((ErrorCodes.DamagedMessage, false), (e.Code, e.IsTransient));
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(500)));

    [Fact]
    public async Task The_queue_holds_the_encoded_message_for_ever()
    {
        var storage = new AzureStorage(accounts);
        await storage.Port<IWorkQueue>().SendAsync(Samples.Request("a"), CancellationToken.None);
        var message = (await storage.Queues.GetQueueClient(StorageNames.ScoreRequests).ReceiveMessageAsync()).Value;
        Assert.Equal(Samples.Hash("a"), ScoreRequestCodec.Decode(message.MessageText).Item);
        Assert.True(message.ExpiresOn > message.InsertedOn!.Value.AddYears(10));
    }

    private static string Refuses(Func<object> decode)
    {
        var error = Assert.Throws<AffectException>(decode);
        Assert.Equal(ErrorCodes.DamagedMessage, error.Code);
        return error.Message;
    }
}
