using System.Diagnostics;
using System.Globalization;
using ServerlessAffect.Features.Text.Reading;
using ServerlessAffect.Features.Text.Vectorizers;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.NaiveBayes;
using ServerlessAffect.Learning.Preprocessing;

namespace ServerlessAffect.Bench;

/// <summary>Fits of the linear learners on char_wb 2-5 TF-IDF of the training texts of tfn-topic (20 classes), one thread, one after the other in turns.</summary>
internal static class LearnersBench
{
    private const int Rounds = 3;

    public static int Run(string[] args)
    {
        var folder = args.FirstOrDefault() ?? SharedData.Find("tfn-topic");
        if (folder is null)
        {
            Console.Error.WriteLine("Name the folder of the tfn-topic data (train_data.csv), or set AFFECT_SHARED.");
            return 2;
        }

        using var content = File.OpenRead(Path.Combine(folder, "train_data.csv"));
        var rows = CsvFile.Read(content, ["text", "label"], new TextReadingOptions()).Select(r => (Text: r.Fields[0], Label: r.Fields[1])).ToArray();
        var encoder = LabelEncoder.Fit(rows.Select(r => r.Label));
        var y = encoder.Transform([.. rows.Select(r => r.Label)]);
        var options = new VectorizerOptions { Analyzer = TermAnalyzer.CharWb, NgramMin = 2, NgramMax = 5, MinDf = 2 };
        var matrix = new TfidfVectorizer(options, new TfidfOptions { SublinearTf = true }).FitTransform([.. rows.Select(r => r.Text)]);
        FeatureMatrix x = matrix;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{matrix.Rows} rows, {matrix.Columns} features, {matrix.Entries} entries, {encoder.Classes.Count} classes"));

        (string Name, Func<LastReport, LinearModel> Fit)[] learners =
        [
            ("linear SVM, C 0.5, tolerance 1e-2", p => new LinearSvc { C = 0.5, Tolerance = 1e-2, Parallelism = 1 }.Fit(x, y, encoder.Classes, p)),
            ("NB-SVM, C 1, tolerance 1e-2", p => new NbSvm { Tolerance = 1e-2, Parallelism = 1 }.Fit(x, y, encoder.Classes, p)),
            ("logistic regression, C 1, tolerance 1e-1", p => new LogisticRegression { Tolerance = 1e-1, Parallelism = 1 }.Fit(x, y, encoder.Classes, p)),
        ];
        var seconds = learners.Select(_ => new double[Rounds]).ToArray();
        var reports = learners.Select(_ => new LastReport()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var l = 0; l < learners.Length; l++)
            {
                var start = Stopwatch.GetTimestamp();
                learners[l].Fit(reports[l]);
                seconds[l][round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }

        for (var l = 0; l < learners.Length; l++)
        {
            var median = seconds[l].Order().ElementAt(Rounds / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{learners[l].Name,-42} median {median:0.0} s of {Rounds}, {reports[l].Last?.Iteration} iterations, converged: {reports[l].Last?.Converged}"));
        }

        return 0;
    }

    private sealed class LastReport : IProgress<FitProgress>
    {
        public FitProgress? Last { get; private set; }

        public void Report(FitProgress value) => Last = value;
    }
}
