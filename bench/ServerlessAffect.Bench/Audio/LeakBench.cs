using System.Globalization;
using System.Numerics.Tensors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Audio.Decoding;
using ServerlessAffect.Features.Audio.Descriptors;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Metrics;
using ServerlessAffect.Learning.ModelSelection;
using ServerlessAffect.Learning.Preprocessing;
using ServerlessAffect.Signal.Effects;
using ServerlessAffect.Signal.Resampling;

namespace ServerlessAffect.Bench.Audio;

/// <summary>A protocol that leaks, beside the clean one: each recording of RAVDESS as four rows of 2,916 values (as it is, with noise, with another pitch, with both), the same learner twice.</summary>
/// <remarks>
/// "Leaks" splits rows at random, so that three copies of most test rows stand in training. "Clean" holds speakers out, four at a time, and tests recordings as they are.
/// The first figure is not one of the project's: it is here to show what it is worth.
/// </remarks>
internal static class LeakBench
{
    private const int SampleRate = 22_050;
    private const int Values = 2_916;
    private const int Copies = 4;
    private const int SpeakerFolds = 6;
    private const double TestShare = 0.25;
    private const double NoiseShare = 0.01;
    private const double Semitones = 0.7;

    public static async Task<int> RunAsync(string[] args)
    {
        if ((args.FirstOrDefault() ?? SharedData.Find("ravdess")) is not { } folder)
        {
            Console.Error.WriteLine("Name the folder of RAVDESS, or set AFFECT_SHARED.");
            return 2;
        }

        string[] files = [.. Directory.EnumerateFiles(folder, "03-01-*.flac", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        var x = new DenseMatrix(files.Length * Copies, Values);
        await Parallel.ForEachAsync(files.Index(), async (file, cancellationToken) => Rows(await ReadAsync(file.Item, cancellationToken).ConfigureAwait(false), x, file.Index)).ConfigureAwait(false);
        var labels = Encode(files, part: 2);
        var speakers = Array.ConvertAll(files, f => Path.GetFileNameWithoutExtension(f).Split('-')[6]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files.Length} recordings, {x.Rows} rows, {x.Columns} values, {labels.Max() + 1} classes"));
        Leaking(x, labels);
        Clean(x, labels, speakers);
        return 0;
    }

    private static void Leaking(DenseMatrix x, int[] labels)
    {
        int[] y = [.. labels.SelectMany(l => Enumerable.Repeat(l, Copies))];
        var split = new StratifiedShuffleSplit { TestSize = TestShare }.Split(y);
        Report("leaks: copies first, then rows split at random", ConfusionMatrix.Of(Take(y, split.Test), Predict(x, y, split.Train, split.Test), labels.Max() + 1));
    }

    private static void Clean(DenseMatrix x, int[] labels, string[] speakers)
    {
        int[] y = [.. labels.SelectMany(l => Enumerable.Repeat(l, Copies))];
        var predicted = new int[labels.Length];
        foreach (var fold in new GroupKFold { Splits = SpeakerFolds }.Split(speakers))
        {
            int[] train = [.. fold.Train.SelectMany(r => Enumerable.Range(r * Copies, Copies))];
            var answers = Predict(x, y, train, Array.ConvertAll(fold.Test, r => r * Copies));
            for (var i = 0; i < answers.Length; i++)
            {
                predicted[fold.Test[i]] = answers[i];
            }
        }

        Report("clean: speakers held out, recordings as they are", ConfusionMatrix.Of(labels, predicted, labels.Max() + 1));
    }

    private static int[] Predict(DenseMatrix x, int[] y, int[] train, int[] test)
    {
        var rows = x.TakeRows(train);
        var scaler = StandardScaler.Fit(rows);
        var classes = Enumerable.Range(0, y.Max() + 1).Select(c => c.ToString(CultureInfo.InvariantCulture)).ToArray();
        var model = new KernelRidgeClassifier
        {
            Lambda = 0.1,
            Kernel = new KernelSettings(KernelKind.Rbf, KernelGamma.PerColumn(1)),
            ClassWeights = ClassWeights.Balanced,
        }.Fit(scaler.Transform(rows), Take(y, train), classes);
        IDenseClassifier pipeline = new DensePipeline(Values, null, scaler, double.PositiveInfinity, model);
        return pipeline.Predict(x.TakeRows(test));
    }

    private static void Report(string protocol, ConfusionMatrix confusion) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{protocol,-50} accuracy {confusion.Accuracy:0.000}  UAR {confusion.UnweightedAverageRecall:0.000}"));

    private static int[] Take(int[] values, int[] rows) => Array.ConvertAll(rows, r => values[r]);

    private static int[] Encode(string[] files, int part)
    {
        var names = files.Select(f => Path.GetFileNameWithoutExtension(f).Split('-')[part]).ToArray();
        return LabelEncoder.Fit(names).Transform(names);
    }

    private static void Rows(float[] crop, DenseMatrix x, int file)
    {
        var (noisy, shifted, both) = (new float[crop.Length], new float[crop.Length], new float[crop.Length]);
        WhiteNoise.Add(crop, noisy, NoiseShare * Math.Abs(TensorPrimitives.MaxMagnitude<float>(crop)), seed: file);
        new PitchShift(Semitones).Apply(crop, shifted);
        WhiteNoise.Add(shifted, both, NoiseShare * Math.Abs(TensorPrimitives.MaxMagnitude<float>(shifted)), seed: ~file);
        var (vector, values) = (new SeedVector(SampleRate), new float[Values]);
        float[][] copies = [crop, noisy, shifted, both];
        for (var copy = 0; copy < Copies; copy++)
        {
            vector.Compute(copies[copy], values);
            TensorPrimitives.ConvertTruncating<float, double>(values, x.Row((file * Copies) + copy));
        }
    }

    // A recording that ends within the crop is filled up with silence, so that every value stands in its column.
    private static async Task<float[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var pcm = await AudioFile.OpenAsync(File.OpenRead(path), MediaFormat.OfFileName(path), new DecodingOptions(), cancellationToken).ConfigureAwait(false);
        await using var mono = new MonoStream(pcm, SampleRate);
        var samples = new float[60 * SampleRate];
        var count = 0;
        for (var read = 1; read > 0 && count < samples.Length; count += read)
        {
            read = await mono.ReadAsync(samples.AsMemory(count), cancellationToken).ConfigureAwait(false);
        }

        var (start, end) = new SeedVector(SampleRate).Crop(samples.Length);
        return samples[start..end];
    }
}
