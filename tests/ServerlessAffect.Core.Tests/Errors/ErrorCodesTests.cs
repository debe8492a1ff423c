using System.Text.RegularExpressions;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Core.Tests.Errors;

public sealed partial class ErrorCodesTests
{
    [Fact]
    public void Codes_are_words_with_hyphens_and_each_is_there_once()
    {
        var codes = typeof(ErrorCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToArray();
        Assert.All(codes, code => Assert.Matches(Words(), code));
        Assert.Equal(codes.Length, codes.Distinct().Count());
    }

    [Fact]
    public void An_error_says_whether_trying_again_may_help()
    {
        var cause = new IOException();
        var error = new AffectException(ErrorCodes.StorageUnavailable, "It is away.", cause, isTransient: true);
        Assert.Equal((ErrorCodes.StorageUnavailable, "It is away.", cause, true), (error.Code, error.Message, error.InnerException, error.IsTransient));
        Assert.False(new AffectException(ErrorCodes.EmptyFile, "It is empty.").IsTransient);
        Assert.Throws<ArgumentException>(() => new AffectException("", "No code."));
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex Words();
}
