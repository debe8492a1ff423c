using System.Diagnostics;
using System.Globalization;
using ServerlessAffect.Features.Text.Reading;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Bench;

/// <summary>Fit and transform of TF-IDF on the training texts of tfn-topic, one thread: ours and scikit-learn's, one after the other in turns.</summary>
internal static class TextVectorizersBench
{
    private const int Rounds = 7;

    private static readonly (string Name, VectorizerOptions Options)[] Cases =
    [
        ("word", new VectorizerOptions { NgramMax = 2 }),
        ("char_wb", new VectorizerOptions { Analyzer = TermAnalyzer.CharWb, NgramMin = 2, NgramMax = 5 }),
    ];

    public static int Run(string[] args)
    {
        var folder = args.FirstOrDefault() ?? SharedData.Find("tfn-topic");
        if (folder is null)
        {
            Console.Error.WriteLine("Name the folder of the tfn-topic data (train_data.csv), or set AFFECT_SHARED.");
            return 2;
        }

        var csv = Path.Combine(folder, "train_data.csv");
        using var content = File.OpenRead(csv);
        string[] texts = [.. CsvFile.Read(content, ["text"], new TextReadingOptions()).Select(r => r.Fields[0])];
        using var peer = SklearnPeer.Start(csv);
        if (peer is null)
        {
            Console.WriteLine("No scikit-learn at /usr/bin/python3 (apt install python3-sklearn): ours alone.");
        }

        foreach (var (name, options) in Cases)
        {
            Compare(name, options, texts, peer);
        }

        return 0;
    }

    private static void Compare(string name, VectorizerOptions options, string[] texts, SklearnPeer? peer)
    {
        for (var warmUp = 0; warmUp < 3; warmUp++)
        {
            Measure(options, texts);
        }

        var ours = new double[Rounds];
        var ratios = new double[Rounds];
        var theirs = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            (ours[round], var entries) = Measure(options, texts);
            if (peer is not null)
            {
                (theirs[round], var peerEntries) = peer.Measure(name);
                ratios[round] = theirs[round] / ours[round];
                if (entries != peerEntries)
                {
                    throw new InvalidOperationException($"{name}: {entries} entries, scikit-learn has {peerEntries}.");
                }
            }
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"{name,-8} {texts.Length} texts  ours {texts.Length / Median(ours):N0}/s");
        Console.WriteLine(peer is null ? line : line + string.Create(CultureInfo.InvariantCulture, $"  scikit-learn {texts.Length / Median(theirs):N0}/s  median of {Rounds} pairs: {Median(ratios):0.0} times as fast"));
    }

    private static (double Seconds, int Entries) Measure(VectorizerOptions options, string[] texts)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        var matrix = new TfidfVectorizer(options, new TfidfOptions()).FitTransform(texts);
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, matrix.Entries);
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
