using System.Globalization;
using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text.Cleaning;
using ServerlessAffect.Features.Text.Tokens;
using ServerlessAffect.Features.Text.Vectorizers;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Decomposition;
using ServerlessAffect.Pipeline.Exploration.Archives;

namespace ServerlessAffect.Pipeline.Exploration.Measuring;

/// <summary>Texts as points: weights of their words and pairs of words, brought to some tens of directions and to one length, so that near means "of the same words".</summary>
internal static class TextMeasuring
{
    private const int Directions = 50;
    private const int MostTerms = 40_000;
    private const double TooCommon = 0.5;

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidData"/>: too few words to tell texts apart.</exception>
    public static MeasuredArchive Measure(Archive archive, int seed, CancellationToken cancellationToken)
    {
        var (cleaner, links) = (TextCleaner.Named(TextCleanings.Tweet), new int[archive.Items.Count]);
        var texts = new string[archive.Items.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cleaned = cleaner.Clean(archive.Items[i].Text!);
            (texts[i], links[i]) = (cleaned.Text, cleaned.Links.Count);
        }

        var options = new VectorizerOptions
        {
            NgramMax = 2,
            TokenPattern = TokenPatterns.Tweet,
            MinDf = texts.Length >= 20 ? 2 : 1,
            MaxFeatures = MostTerms,
        };
        var counter = new CountVectorizer(options);
        var counts = counter.FitTransform(texts, cancellationToken);
        var weights = new TfidfVectorizer(options with { MaxDf = texts.Length >= 20 ? TooCommon : null }, new TfidfOptions { SublinearTf = true }).FitTransform(texts, cancellationToken);
        var directions = Math.Min(Directions, Math.Min(weights.Rows, weights.Columns) - 1);
        if (directions < 1)
        {
            throw new AffectException(
                ErrorCodes.InvalidData, $"The archive has {weights.Rows} texts with {weights.Columns} words that tell them apart, too few to compare; add texts.");
        }

        var values = TruncatedSvd.Fit(weights, directions, seed, cancellationToken).Transform(weights);
        for (var i = 0; i < values.Rows; i++)
        {
            var row = values.Row(i);
            var norm = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(row));
            TensorPrimitives.Divide(row, norm > 0 ? norm : 1, row);
        }

        string[] names = [.. Enumerable.Range(1, directions).Select(d => string.Create(CultureInfo.InvariantCulture, $"direction {d}"))];
        return new MeasuredArchive(archive, FeatureSets.Terms, names, values) { Terms = new TermTable(texts, counter.FeatureNames, counts, links) };
    }
}
