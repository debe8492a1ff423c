using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.LocalHost.Triggers.Queues;
using ServerlessAffect.Testing;

namespace ServerlessAffect.LocalHost.Tests.Triggers;

public sealed class MessageTextTests
{
    [Fact]
    public void What_is_encoded_is_decoded() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>().Filter(t => !t.Get.Any(char.IsSurrogate)), text => MessageText.Decode(MessageText.Encode(text.Get)) == text.Get).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count()));

    [Fact]
    public void Any_body_is_decoded_or_malformed() => Prop.ForAll<NonNull<string>>(body =>
    {
        try
        {
            return MessageText.Decode(body.Get) is not null;
        }
        catch (MalformedMessageException e)
        {
            return body.Get.Length < 8 || !e.Message.Contains(body.Get, StringComparison.Ordinal);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count()));
}
