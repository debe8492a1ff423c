using System.Text.Json;
using ServerlessAffect.Features.Text.Tokens;
using ServerlessAffect.Features.Text.Unicode;
using ServerlessAffect.Features.Text.Vectorizers;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Features.Tests.Text.Vectorizers;

/// <summary>The cases of every file with the form of <c>text-vectorizers.json</c>.</summary>
internal static class VectorizerGolden
{
    public static JsonElement Load()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SharedFiles.RequireGolden("learning"), "text-vectorizers.json")));
        return document.RootElement.Clone();
    }

    public static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetString()!)];

    public static TermAnalyzer Analyzer(string name) => name switch { "char_wb" => TermAnalyzer.CharWb, "char" => TermAnalyzer.Char, _ => TermAnalyzer.Word };

    public static (VectorizerOptions Options, TfidfOptions Weights) Options(JsonElement golden, JsonElement parameters)
    {
        var options = new VectorizerOptions();
        var weights = new TfidfOptions();
        foreach (var parameter in parameters.EnumerateObject())
        {
            var value = parameter.Value;
            (options, weights) = parameter.Name switch
            {
                "ngram_range" => (options with { NgramMin = value[0].GetInt32(), NgramMax = value[1].GetInt32() }, weights),
                "analyzer" => (options with { Analyzer = Analyzer(value.GetString()!) }, weights),
                "min_df" => (options with { MinDf = value.GetDouble() }, weights),
                "max_df" => (options with { MaxDf = value.GetRawText() == "1.0" ? null : value.GetDouble() }, weights),
                "max_features" => (options with { MaxFeatures = value.GetInt32() }, weights),
                "binary" => (options with { Binary = value.GetBoolean() }, weights),
                "lowercase" => (options with { Lowercase = value.GetBoolean() }, weights),
                "strip_accents" => (options with { StripAccents = Enum.Parse<AccentStripping>(value.GetString()!, ignoreCase: true) }, weights),
                "token_pattern" => (options with { TokenPattern = Pattern(value.GetString()!) }, weights),
                "stop_words" => (options with { StopWords = Strings(golden.GetProperty(value.GetString()!)) }, weights),
                "sublinear_tf" => (options, weights with { SublinearTf = value.GetBoolean() }),
                "smooth_idf" => (options, weights with { SmoothIdf = value.GetBoolean() }),
                "use_idf" => (options, weights with { UseIdf = value.GetBoolean() }),
                "norm" => (options, weights with { Norm = Enum.Parse<TermNorm>(value.GetString() ?? "None", ignoreCase: true) }),
                _ => throw new NotSupportedException(parameter.Name),
            };
        }

        return (options, weights);
    }

    private static string Pattern(string expression) => expression switch
    {
        @"(?u)\b\w\w+\b" => TokenPatterns.Word,
        @"(?u)\b\w+\b" => TokenPatterns.WordOrLetter,
        @"\S+" or @"(?u)\S+" => TokenPatterns.WhiteSpace,
        _ => throw new NotSupportedException(expression),
    };
}
