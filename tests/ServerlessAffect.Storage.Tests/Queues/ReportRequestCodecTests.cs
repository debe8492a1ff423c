using System.Text;
using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Storage.Queues;

namespace ServerlessAffect.Storage.Tests.Queues;

public class ReportRequestCodecTests
{
    [Fact]
    public void A_request_comes_back_as_it_was_sent()
    {
        var request = new ReportRequest { V = ReportRequest.CurrentVersion, Report = Samples.Hash("a"), Traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", Tracestate = "a=b" };
        Assert.Equal(request, ReportRequestCodec.DecodeJson(Encoding.UTF8.GetString(Convert.FromBase64String(ReportRequestCodec.Encode(request)))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"v":1}""")]
    [InlineData("""{"v":1,"report":"../secrets"}""")]
    [InlineData("""{"v":2,"report":"0000000000000000000000000000000000000000000000000000000000000001"}""")]
    public void What_this_program_did_not_write_is_damaged(string json) =>
        Assert.Equal(ErrorCodes.DamagedMessage, Assert.Throws<AffectException>(() => ReportRequestCodec.DecodeJson(json)).Code);

    [Fact]
    public void A_message_that_no_queue_takes_is_damaged() =>
        Assert.Equal(ErrorCodes.DamagedMessage, Assert.Throws<AffectException>(() => ReportRequestCodec.DecodeJson(new string(' ', ScoreRequestCodec.MaxMessageLength + 1))).Code);
}
