using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Extraction;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Features.Npz;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect features FILE --set NAME --out F.npz</c>: the numbers that models see, and what they are.</summary>
internal sealed class FeaturesCommand : Command, IHasExamples
{
    private readonly Argument<string> _file = new("file") { Description = "A text file: .txt, .csv, .jsonl; - reads standard input as text; or a recording, a video, a float32 .npy of samples" };

    private readonly Option<string> _set = new("--set")
    {
        Description = $"Of text: {string.Join(", ", FeatureSetCatalogue.Names)}, or a model's name for the features that it sees; of sound: {string.Join(", ", AudioFeatureSets.Names)}",
        Required = true,
    };

    private readonly Option<int?> _sampleRate = new("--sample-rate") { Description = "Hz that recordings are brought to; 22050 if not given" };

    private readonly Option<string?> _column = new("--text-column") { Description = "The csv column or json member that holds the text" };

    private readonly WordOptions _words = new();

    private readonly Option<string> _out = new("--out", "-o") { Description = "The .npz to write; its description goes beside it as .json", Required = true };

    public FeaturesCommand(Terminal terminal)
        : base("features", "Write a file's features as .npz, which numpy opens (scipy.sparse.load_npz for text)")
    {
        Arguments.Add(_file);
        foreach (var option in new Option[] { _set, _sampleRate, _column, _out })
        {
            Options.Add(option);
        }

        _words.AddTo(this);

        _out.Validators.Add(RequireNpz);
        _sampleRate.Validators.Add(RequireRate);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "affect features tweets.csv --set text-hashing --out tweets.npz",
        "affect features tweets.csv --set tweet-topic --out tweets.npz",
        "affect features interview.wav --set reference --out interview.npz",
        "affect features tweets.csv --set text-hashing --stop-words stop-words.txt --wordnet wordnet --out tweets.npz",
    ];

    private static void RequireRate(OptionResult result)
    {
        if (result.Tokens is [var token] && (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) || rate is < AudioFeatureSets.LowestSampleRate or > AudioFeatureSets.HighestSampleRate))
        {
            result.AddError($"The sample rate is a whole number of Hz from {AudioFeatureSets.LowestSampleRate} to {AudioFeatureSets.HighestSampleRate}.");
        }
    }

    private static void RequireNpz(OptionResult result)
    {
        if (result.Tokens is [var token] && !token.Value.EndsWith(".npz", StringComparison.Ordinal))
        {
            result.AddError("The file to write must end in .npz; its description ends in .json.");
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        if (AudioFeatureSets.Names.Contains(parsed.GetRequiredValue(_set), StringComparer.Ordinal))
        {
            return await OfSoundAsync(parsed, terminal, cancellationToken).ConfigureAwait(false);
        }

        if (parsed.GetValue(_sampleRate) is not null)
        {
            await terminal.Error.WriteLineAsync("affect: text has no sample rate; --sample-rate is for recordings and changes nothing here.").ConfigureAwait(false);
        }

        var extractor = await FindAsync(parsed, terminal, cancellationToken).ConfigureAwait(false);
        await using var input = await ScoreInputs.OpenAsync(parsed.GetRequiredValue(_file), terminal.Input, "txt", [Modality.Text], cancellationToken).ConfigureAwait(false);
        var options = new TextReadingOptions { TextColumn = parsed.GetValue(_column) };
        var features = await TextFeatures.ExtractAsync(input, extractor, options, cancellationToken).ConfigureAwait(false);
        if (features.Notice is { } notice)
        {
            await terminal.Error.WriteLineAsync($"affect: {notice}").ConfigureAwait(false);
        }

        var description = Describe(features, extractor.Schema);
        await WriteAsync(
            parsed,
            terminal,
            SparseFeaturesFile.Write(features, extractor.Schema.Hash),
            description,
            $"{features.Matrix.Rows} rows, {features.Matrix.Columns} columns, {features.Matrix.Entries} entries; {description.Raised.Count} rows have none",
            cancellationToken).ConfigureAwait(false);
        return description.Raised.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private async Task<int> OfSoundAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var (content, description) = await ClipFeatures.ComputeAsync(
            parsed.GetRequiredValue(_file), parsed.GetRequiredValue(_set), parsed.GetValue(_sampleRate), cancellationToken).ConfigureAwait(false);
        await WriteAsync(
            parsed, terminal, content, description, $"{description.Arrays.Count} arrays at {description.SampleRate} Hz; {description.Raised.Count} could not be computed", cancellationToken).ConfigureAwait(false);

        // A clip that is too short for one array still has all the others.
        return description.Arrays.Count > 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private async Task WriteAsync(ParseResult parsed, Terminal terminal, byte[] content, FeatureDescription description, string summary, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(_out);
        await OutputFile.WriteAsync(path, content, cancellationToken).ConfigureAwait(false);
        await OutputFile.WriteAsync(Path.ChangeExtension(path, ".json"), JsonSerializer.SerializeToUtf8Bytes(description, AffectJson.Indented), cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(JsonOption.Instance))
        {
            JsonLines.Write(terminal, description);
            return;
        }

        await terminal.Out.WriteLineAsync($"{path}: {summary}.").ConfigureAwait(false);
        foreach (var raised in description.Raised.Where(_ => description.SampleRate is not null))
        {
            await terminal.Error.WriteLineAsync($"affect: {raised.Name}: {raised.Error}").ConfigureAwait(false);
        }
    }

    private async Task<ITextExtractor> FindAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var set = parsed.GetRequiredValue(_set);
        if (!_words.AreGiven(parsed))
        {
            return await ExtractorChoice.FindAsync(set, LocalModels.Find(terminal.Surroundings), cancellationToken).ConfigureAwait(false);
        }

        return FeatureSetCatalogue.Names.Contains(set, StringComparer.Ordinal)
            ? await _words.CreateAsync(set, FeatureSetCatalogue.Parameters(set), parsed, terminal).ConfigureAwait(false)
            : throw new AffectException(
                ErrorCodes.InvalidRequest, $"--stop-words, --wordnet and --lemmas go with {string.Join(", ", FeatureSetCatalogue.Names)}; a model brings its own words along.");
    }

    private static FeatureDescription Describe(SparseFeatures features, FeatureSchema schema)
    {
        var described = JsonSerializer.Deserialize<SparseFeaturesDescription>(SparseFeaturesFile.Describe(features, schema), AffectJson.Options)!;
        return new FeatureDescription(schema, schema.Hash, null, described.Arrays, [.. features.Rejected.Select(r => new RaisedError($"row {r.Row}", $"{r.Code}: {r.Message}"))]);
    }
}
