using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Purposes;

namespace ServerlessAffect.Core.Tests.Purposes;

public class DeclaredPurposeTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Unset_it_is_evaluation_on_this_machine_and_the_notice_says_so(string? setting)
    {
        var purpose = DeclaredPurpose.OnThisMachine(setting);
        Assert.Equal(VoicePurpose.Evaluation, purpose.Require());
        Assert.Equal(
            "Not a fact. Purpose: evaluation, for none was declared (Affect:Purpose). Not for the workplace or education (EU AI Act, article 5(1)(f)); tell the people who are heard (article 50).",
            purpose.NoticeOf("Not a fact."));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Unset_in_the_cloud_no_voice_is_read(string? setting)
    {
        var purpose = DeclaredPurpose.InTheCloud(setting);
        Assert.False(purpose.AllowsVoice);
        Assert.Equal(ErrorCodes.MissingPurpose, Assert.Throws<AffectException>(purpose.Require).Code);
        Assert.Equal(ErrorCodes.MissingPurpose, Assert.Throws<AffectException>(() => purpose.NoticeOf("Not a fact.")).Code);
    }

    [Fact]
    public void A_declared_one_stands_in_the_notice_in_both_places()
    {
        Assert.All(
            new[] { DeclaredPurpose.OnThisMachine("research"), DeclaredPurpose.InTheCloud("Research") },
            purpose => Assert.StartsWith("Not a fact. Declared purpose: research. ", purpose.NoticeOf("Not a fact."), StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_to_be_said_of_one_recording_stands_between() => Assert.StartsWith(
        "Not a fact. It ends early. Declared purpose: creative. ", DeclaredPurpose.OnThisMachine("creative").NoticeOf("Not a fact.", "It ends early."), StringComparison.Ordinal);

    [Theory]
    [InlineData("workplace", ErrorCodes.ProhibitedPurpose)]
    [InlineData("anything", ErrorCodes.UnknownPurpose)]
    public void What_is_refused_is_refused_in_both_places(string setting, string code)
    {
        Assert.Equal(code, Assert.Throws<AffectException>(() => DeclaredPurpose.OnThisMachine(setting)).Code);
        Assert.Equal(code, Assert.Throws<AffectException>(() => DeclaredPurpose.InTheCloud(setting)).Code);
    }
}
