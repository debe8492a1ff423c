using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Core.Tests.Errors;

public class FaultTextTests
{
    [Fact]
    public void Only_our_own_sentences_are_told()
    {
        var fault = new AffectException(ErrorCodes.DamagedModel, "A model cannot be run.", new InvalidOperationException("what a person wrote", new IOException("and more")));

        Assert.Equal("damaged-model: A model cannot be run. < InvalidOperationException < IOException", FaultText.Describe(fault));
        Assert.Equal("InvalidOperationException < answered 7", FaultText.Describe(fault.InnerException!, e => e is IOException ? "answered 7" : null));
    }

    [Fact]
    public void The_origin_is_the_first_frame_alone()
    {
        var thrown = Assert.Throws<InvalidOperationException>(Throw);

        Assert.Contains(nameof(Throw), FaultText.Origin(thrown), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', FaultText.Origin(thrown));
        Assert.Empty(FaultText.Origin(new InvalidOperationException("never thrown")));
    }

    private static void Throw() => throw new InvalidOperationException("what a person wrote");
}
