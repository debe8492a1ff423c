using System.CommandLine;
using System.CommandLine.Parsing;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Cli.Models;

/// <summary>The argument <c>NAME[@VERSION]</c>.</summary>
internal static class ModelArgument
{
    public static Argument<ModelRef> Create(string description) => new("model") { Description = description, CustomParser = Parse };

    private static ModelRef Parse(ArgumentResult result)
    {
        if (!ModelRef.TryParse(result.Tokens is [var token] ? token.Value : null, out var reference))
        {
            result.AddError("A model is named NAME or NAME@VERSION, in lower-case letters, digits and hyphens.");
        }

        return reference;
    }
}
