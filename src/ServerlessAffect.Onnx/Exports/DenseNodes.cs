using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.NaiveBayes;
using ServerlessAffect.Learning.Neighbors;
using ServerlessAffect.Learning.Preprocessing;
using ServerlessAffect.Learning.Trees.Boosting;
using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>The parts that the graphs of dense classifiers are made of, in double precision. Each takes names of values and returns the name of its result.</summary>
internal sealed class DenseNodes(GraphBuilder graph, WeightPrecision precision)
{
    public static string Cast(GraphBuilder graph, string value, ElementType type, string name) => graph.Node(name, "Cast", [value], NodeAttribute.Int("to", (long)type));

    /// <summary>[rows, classes]: what the model's probabilities are the softmax of.</summary>
    public string Logits(string prefix, IDenseClassifier model, string x) => model switch
    {
        LinearModel linear => Linear(prefix, linear, x),
        KernelModel kernel => Tempered(prefix, Kernel(prefix, kernel, x), kernel.Temperature),
        DensePipeline pipeline => Logits(prefix, pipeline.Model, Prepared(prefix, pipeline, x)),
        LogProbabilityMean mean => Tempered(prefix + "mean_", Mean(prefix, mean, x), mean.Temperature),
        SoftmaxOfScores scores => Tempered(prefix, Scores(prefix, scores.Model, x), scores.Temperature),
        XgbModel or GaussianNaiveBayesModel => Scores(prefix, model, x),
        _ => throw DenseRounding.Unknown(model),
    };

    // [rows, classes]: what the model's DecisionFunction gives.
    private string Scores(string prefix, IDenseClassifier model, string x) => model switch
    {
        XgbModel trees => Margins(prefix, trees, x),
        GaussianNaiveBayesModel normal => Normal(prefix, normal, x),
        KNeighborsModel neighbors => Shares(prefix, neighbors, x),
        _ => throw DenseRounding.Unknown(model),
    };

    private string Linear(string prefix, LinearModel model, string x)
    {
        var classes = model.Classes.Count;
        var weights = Stored(prefix + "weights", new DenseMatrix(model.Features, classes, model.Coefficients), precision == WeightPrecision.Int8 ? WeightPrecision.Half : precision);
        var scores = graph.Node(prefix + "scores", "Gemm", [x, weights, graph.Constant(prefix + "intercept", model.Intercept, classes)]);
        var tempered = Tempered(prefix, scores, model.Temperature);
        if (model.Link == ProbabilityLink.Softmax)
        {
            return tempered;
        }

        // ONNX Runtime has no softplus in double precision.
        var linked = LinearNodes.Linked(graph, prefix, Cast(graph, tempered, ElementType.Float, prefix + "tempered_single"), model.Link);
        return Cast(graph, linked, ElementType.Double, prefix + "linked_double");
    }

    private string Kernel(string prefix, KernelModel model, string x)
    {
        var classes = model.Classes.Count;
        var values = KernelValues(prefix, model.Kernel, model.SupportVectors, x);
        var coefficients = graph.Constant(prefix + "coefficients", model.Coefficients, model.SupportVectors.Rows, classes);
        return graph.Node(prefix + "scores", "Gemm", [values, coefficients, graph.Constant(prefix + "intercept", model.Intercept, classes)]);
    }

    // [rows, support]. The RBF kernel's exponent is 2 gamma x·s - gamma ‖s‖² - gamma ‖x‖².
    private string KernelValues(string prefix, Kernel kernel, DenseMatrix support, string x)
    {
        var s = Stored(prefix + "support", support, precision);
        if (kernel.Kind == KernelKind.Linear)
        {
            return Product(prefix, x, s);
        }

        if (kernel.Kind == KernelKind.Polynomial)
        {
            var scaled = graph.Node(prefix + "scaled_products", "Mul", [Product(prefix, x, s), Scalar(prefix + "gamma", kernel.Gamma)]);
            var shifted = graph.Node(prefix + "shifted_products", "Add", [scaled, Scalar(prefix + "coef0", kernel.Coef0)]);
            return graph.Node(prefix + "kernel", "Pow", [shifted, Scalar(prefix + "degree", kernel.Degree)]);
        }

        var (held, norms) = (DenseRounding.Round(support, precision), new double[support.Rows]);
        for (var i = 0; i < norms.Length; i++)
        {
            norms[i] = FixedOrder.SumOfSquares(held.Row(i)) / 2;
        }

        // Halves of the negated squared distances; gamma comes last, because Gemm's own factors are single precision.
        var near = graph.Node(prefix + "centred_products", "Sub", [Product(prefix, x, s), graph.Constant(prefix + "half_norms", norms, 1, norms.Length)]);
        var own = graph.Node(prefix + "norm", "ReduceSumSquare", [x], NodeAttribute.Ints("axes", 1), NodeAttribute.Int("keepdims", 1));
        var half = graph.Node(prefix + "half_norm", "Mul", [own, Scalar(prefix + "half", 0.5)]);
        var distances = graph.Node(prefix + "half_distances", "Min", [graph.Node(prefix + "signed", "Sub", [near, half]), Scalar(prefix + "zero", 0)]);
        return graph.Node(prefix + "kernel", "Exp", [graph.Node(prefix + "exponent", "Mul", [distances, Scalar(prefix + "two_gamma", 2 * kernel.Gamma)])]);
    }

    private string Margins(string prefix, XgbModel model, string x)
    {
        var sums = TreeNodes.Sums(graph, prefix, model, Cast(graph, x, ElementType.Float, prefix + "single"));
        var start = model.BaseMargin;
        var starts = model.Outputs == 1 ? [-start / 2, start / 2] : Enumerable.Repeat(start, model.Outputs).ToArray();
        return graph.Node(prefix + "scores", "Add", [Cast(graph, sums, ElementType.Double, prefix + "leaf_sums_double"), graph.Constant(prefix + "start", starts, 1, starts.Length)]);
    }

    // ln prior - Σ (ln 2πσ² + (x - μ)² / σ²) / 2, with x - μ taken column by column: squares multiplied out would lose the digits of a narrow column. [rows, 1, columns] - [1, classes, columns].
    private string Normal(string prefix, GaussianNaiveBayesModel model, string x)
    {
        var (classes, columns) = (model.Classes.Count, model.Features);
        var constants = new double[classes];
        for (var c = 0; c < classes; c++)
        {
            constants[c] = Math.Log(model.Prior[c]);
            foreach (var variance in model.Variance.Row(c))
            {
                constants[c] -= 0.5 * Math.Log(2 * Math.PI * variance);
            }
        }

        var wide = graph.Node(prefix + "wide", "Unsqueeze", [x, graph.Constant(prefix + "axis1", [1L], 1)]);
        var apart = graph.Node(prefix + "apart", "Sub", [wide, graph.Constant(prefix + "theta", model.Theta.Values, 1, classes, columns)]);
        var squared = graph.Node(prefix + "squared", "Mul", [apart, apart]);
        var shares = graph.Node(prefix + "variances", "Div", [squared, graph.Constant(prefix + "variance", model.Variance.Values, 1, classes, columns)]);
        var far = graph.Node(prefix + "far", "ReduceSum", [shares, graph.Constant(prefix + "axis2", [2L], 1)], NodeAttribute.Int("keepdims", 0));
        var half = graph.Node(prefix + "half_far", "Mul", [far, Scalar(prefix + "half", 0.5)]);
        return graph.Node(prefix + "scores", "Sub", [graph.Constant(prefix + "constants", constants, 1, classes), half]);
    }

    // Shares of the k nearest rows' classes. Distances are squared ones without what all share: they are ordered alike.
    private string Shares(string prefix, KNeighborsModel model, string x)
    {
        if (model.Weights != NeighborWeights.Uniform)
        {
            throw new ArgumentException("Expected neighbours whose votes count the same; votes by distance have no graph.", nameof(model));
        }

        var (rows, classes) = (DenseRounding.Round(model.Rows, precision), model.Classes.Count);
        var norms = new double[rows.Rows];
        var votes = new double[rows.Rows * classes];
        for (var i = 0; i < norms.Length; i++)
        {
            norms[i] = FixedOrder.SumOfSquares(rows.Row(i)) / 2;
            votes[(i * classes) + model.Labels[i]] = 1.0 / model.Neighbors;
        }

        var near = graph.Node(
            prefix + "near", "Sub", [Product(prefix, x, Stored(prefix + "rows", model.Rows, precision)), graph.Constant(prefix + "half_norms", norms, 1, norms.Length)]);
        graph.NodeOfMany(prefix + "nearest", "TopK", [near, graph.Constant(prefix + "k", [(long)model.Neighbors], 1)], [prefix + "nearness", prefix + "which"]);
        var voted = graph.Node(prefix + "votes", "Gather", [graph.Constant(prefix + "vote", votes, norms.Length, classes), prefix + "which"], NodeAttribute.Int("axis", 0));
        return graph.Node(prefix + "scores", "ReduceSum", [voted, graph.Constant(prefix + "axis1", [1L], 1)], NodeAttribute.Int("keepdims", 0));
    }

    // x Sᵀ, [rows, support].
    private string Product(string prefix, string x, string support) =>
        graph.Node(prefix + "products", "Gemm", [x, support], NodeAttribute.Int("transB", 1));

    private string Prepared(string prefix, DensePipeline pipeline, string x)
    {
        if (pipeline.Columns is { } columns)
        {
            var picked = graph.Constant(prefix + "columns", Array.ConvertAll(columns, c => (long)c), columns.Length);
            x = graph.Node(prefix + "picked", "Gather", [x, picked], NodeAttribute.Int("axis", 1));
        }

        x = pipeline.Scaler is { } scaler ? Standardised(prefix, scaler, x) : x;
        return double.IsPositiveInfinity(pipeline.Limit)
            ? x
            : graph.Node(prefix + "limited", "Clip", [x, Scalar(prefix + "lowest", -pipeline.Limit), Scalar(prefix + "highest", pipeline.Limit)]);
    }

    private string Standardised(string prefix, StandardScaler scaler, string x)
    {
        var mean = graph.Constant(prefix + "mean", scaler.Mean, scaler.Columns);
        var scale = graph.Constant(prefix + "scale", scaler.Scale, scaler.Columns);
        return graph.Node(prefix + "standardised", "Div", [graph.Node(prefix + "centred", "Sub", [x, mean]), scale]);
    }

    private string Mean(string prefix, LogProbabilityMean mean, string x)
    {
        var total = mean.Members.Sum(m => m.Weight);
        var weighted = new string[mean.Members.Count];
        for (var m = 0; m < weighted.Length; m++)
        {
            var of = $"{prefix}member{m}_";
            var log = graph.Node(of + "log", "LogSoftmax", [Logits(of, mean.Members[m].Model, x)], NodeAttribute.Int("axis", 1));
            weighted[m] = graph.Node(of + "weighted", "Mul", [log, Scalar(of + "share", mean.Members[m].Weight / total)]);
        }

        return graph.Node(prefix + "mean_log", "Sum", weighted);
    }

    private string Tempered(string prefix, string scores, double temperature) => temperature is 1
        ? scores
        : graph.Node(prefix + "tempered", "Div", [scores, Scalar(prefix + "temperature", temperature)]);

    private string Scalar(string name, double value) => graph.Constant(name, [value]);

    // In the file's precision, made double when it is loaded.
    private string Stored(string name, DenseMatrix values, WeightPrecision precision)
    {
        var rounded = DenseRounding.Round(values, precision).Values;
        if (precision == WeightPrecision.Int8)
        {
            var step = DenseRounding.Step(values.Values);
            var bytes = graph.Constant(name, Array.ConvertAll(rounded, v => (sbyte)Math.Round(v / step)), values.Rows, values.Columns);
            var wide = Cast(graph, bytes, ElementType.Double, name + "_steps");
            return graph.Node(name + "_double", "Mul", [wide, Scalar(name + "_step", step)]);
        }

        var stored = precision == WeightPrecision.Half
            ? graph.Constant(name, Array.ConvertAll(rounded, v => (Half)v), values.Rows, values.Columns)
            : graph.Constant(name, Array.ConvertAll(rounded, v => (float)v), values.Rows, values.Columns);
        return Cast(graph, stored, ElementType.Double, name + "_double");
    }
}
