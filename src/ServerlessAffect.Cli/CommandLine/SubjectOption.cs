using System.CommandLine;
using System.CommandLine.Parsing;
using ServerlessAffect.Core;

namespace ServerlessAffect.Cli.CommandLine;

/// <summary><c>--subject</c>: whom something is about. What is given once must be findable again, so nothing that one does not see may be part of it.</summary>
internal static class SubjectOption
{
    public static Option<T> AddTo<T>(Option<T> option)
    {
        option.Validators.Add(Require);
        return option;
    }

    private static void Require(OptionResult result)
    {
        if (result.Tokens is [{ Value: var subject }]
            && (string.IsNullOrWhiteSpace(subject) || subject.Trim().Length != subject.Length || !string.Equals(subject, Printable.Shorten(subject, int.MaxValue), StringComparison.Ordinal)))
        {
            result.AddError("--subject takes a name that is not blank, without blanks at its ends, line breaks or control characters.");
        }
    }
}
