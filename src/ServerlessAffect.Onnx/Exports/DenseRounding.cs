using System.Numerics.Tensors;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.NaiveBayes;
using ServerlessAffect.Learning.Neighbors;
using ServerlessAffect.Learning.Trees.Boosting;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>Classifiers with the numbers that a file of some precision holds.</summary>
internal static class DenseRounding
{
    public static IDenseClassifier Of(IDenseClassifier model, WeightPrecision precision) => model switch
    {
        LinearModel linear when precision == WeightPrecision.Int8 => Of(linear, WeightPrecision.Half),
        LinearModel linear => new LinearModel(linear.Classes, linear.Features, Round(linear.Coefficients, precision), linear.Intercept, linear.Temperature, linear.Link),
        KernelModel kernel => new KernelModel(
            kernel.Classes, kernel.Kernel, Round(kernel.SupportVectors, precision), kernel.Coefficients, kernel.Intercept, kernel.Temperature),
        DensePipeline pipeline => new DensePipeline(pipeline.Features, pipeline.Columns, pipeline.Scaler, pipeline.Limit, Of(pipeline.Model, precision)),
        SoftmaxOfScores scores => new SoftmaxOfScores(Of(scores.Model, precision), scores.Temperature),
        KNeighborsModel neighbors => neighbors.WithRows(Round(neighbors.Rows, precision)),
        XgbModel or GaussianNaiveBayesModel => model,
        LogProbabilityMean mean => new LogProbabilityMean([.. mean.Members.Select(m => m with { Model = Of(m.Model, precision) })], mean.Temperature),
        _ => throw Unknown(model),
    };

    public static DenseMatrix Round(DenseMatrix values, WeightPrecision precision) => new(values.Rows, values.Columns, Round(values.Values, precision));

    /// <summary>What a step of one byte stands for: as a single, which is how the file holds it.</summary>
    public static float Step(double[] values)
    {
        var step = (float)(Math.Abs(TensorPrimitives.MaxMagnitude<double>(values)) / sbyte.MaxValue);
        return step == 0 ? 1 : step;
    }

    public static ArgumentException Unknown(IDenseClassifier model) =>
        new($"Expected a linear model, a kernel machine, boosted trees, naive Bayes, neighbours behind a temperature, a pipeline or a mean of those; got {model.GetType().Name}.", nameof(model));

    private static double[] Round(double[] values, WeightPrecision precision)
    {
        var step = precision == WeightPrecision.Int8 ? Step(values) : 1;
        var rounded = Array.ConvertAll(values, v => precision switch
        {
            WeightPrecision.Half => (double)(Half)v,
            WeightPrecision.Int8 => Math.Round(v / step) * step,
            _ => (float)v,
        });
        return Array.TrueForAll(rounded, double.IsFinite)
            ? rounded
            : throw new ArgumentException($"A weight is beyond what {precision} precision holds; store this model in a wider one.", nameof(values));
    }
}
