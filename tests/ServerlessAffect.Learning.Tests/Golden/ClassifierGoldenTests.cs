using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Learning.Discriminant;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Metrics;
using ServerlessAffect.Learning.NaiveBayes;
using ServerlessAffect.Learning.Neighbors;
using ServerlessAffect.Learning.Svm;
using ServerlessAffect.Learning.Trees;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Every case of classifiers.json: equal to scikit-learn.</summary>
public partial class ClassifierGoldenTests
{
    public static TheoryData<string> LogisticCases() => Names("logistic_regression");

    public static TheoryData<string, string> OtherCases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var (matrix, kinds) in Optional("others"))
        {
            foreach (var (kind, _) in kinds!.AsObject())
            {
                cases.Add(matrix, kind);
            }
        }

        return cases;
    }

    [SkippableTheory]
    [MemberData(nameof(LogisticCases))]
    public void Logistic_regression_equals_scikit_learn(string name)
    {
        var golden = GoldenFile.Read("classifiers.json")["logistic_regression"]![name]!;
        var data = GoldenMatrices.TrainTest(golden["matrix"]!.GetValue<string>());
        var weights = golden["class_weight"]?.GetValue<string>() switch
        {
            null => ClassWeights.None,
            "balanced" => ClassWeights.Balanced,
            var other => throw new InvalidOperationException($"Class weight {other} is not known to this test."),
        };
        var c = golden["C"].Number();
        var learner = new LogisticRegression
        {
            C = c,
            MultiClass = golden["mode"]!.GetValue<string>() == "ovr" ? MultiClass.OneVsRest : MultiClass.Multinomial,
            ClassWeights = weights,
            Tolerance = 1e-8,
            MaxIterations = 20_000,
        };
        foreach (FeatureMatrix x in new FeatureMatrix[] { data.TrainX, Sparse(data.TrainX) })
        {
            var model = learner.Fit(x, data.TrainY, data.Classes);

            CompareCoefficients(golden, model, share: 0.5);
            GoldenFile.Close(golden["test_proba"].Matrix().Values, model.PredictProba(data.TestX), 1e-5, what: "probability");
            Assert.Equal(golden["test_pred"].Integers(), model.Predict(data.TestX));
            GoldenFile.Close(golden["test_accuracy"].Number(), ConfusionMatrix.Of(data.TestY, model.Predict(data.TestX), data.Classes.Length).Accuracy, 1e-12, what: "accuracy");
            if (golden["objective_at_optimum"] is { } optimum)
            {
                var resolved = weights.Resolve(data.TrainY, data.Classes.Length);
                Assert.True(Objective(model, data, c, resolved) <= optimum.Number() * (1 + 1e-6), "The objective is above the optimum.");
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(OtherCases))]
    public void Other_classifiers_equal_scikit_learn(string matrix, string kind)
    {
        var golden = GoldenFile.Read("classifiers.json")["others"]![matrix]![kind]!;
        var data = GoldenMatrices.TrainTest(matrix);
        var svc = LinearSvcKind().Match(kind);
        var kernelSvc = SvcKind().Match(kind);
        var neighbors = NeighborsKind().Match(kind);
        var ridge = RidgeKind().Match(kind);
        var tree = TreeKind().Match(kind);
        switch (kind)
        {
            case var _ when svc.Success:
                LinearSvcEquals(golden, data, double.Parse(svc.Groups[1].Value, CultureInfo.InvariantCulture));
                break;
            case var _ when kernelSvc.Success:
                SvcEquals(golden, data, kernelSvc.Groups[1].Value, double.Parse(kernelSvc.Groups[2].Value, CultureInfo.InvariantCulture));
                break;
            case "naive_bayes_on_floor_4_abs_x":
                NaiveBayesEquals(golden, data);
                break;
            case "gaussian_nb":
                GaussianNaiveBayesEquals(golden, data);
                break;
            case "lda":
                DiscriminantAnalysisEquals(golden, data);
                break;
            case var _ when neighbors.Success:
                NeighborsEqual(golden, data, int.Parse(neighbors.Groups[1].Value, CultureInfo.InvariantCulture));
                break;
            case var _ when ridge.Success:
                var targets = Array.ConvertAll(data.TrainY, label => (double)label);
                var fitted = new RidgeRegression { Alpha = double.Parse(ridge.Groups[1].Value, CultureInfo.InvariantCulture) }.Fit(data.TrainX, targets);
                GoldenFile.Close(golden["coef"].Numbers(), fitted.Coefficients, 1e-8, what: "coefficient");
                GoldenFile.Close(golden["intercept"].Number(), fitted.Intercept, 1e-8, what: "intercept");
                break;
            case var _ when tree.Success:
                TreeEquals(golden, data, int.Parse(tree.Groups[1].Value, CultureInfo.InvariantCulture));
                break;
            default:
                Assert.Fail($"Golden case '{kind}' is not known to this test.");
                break;
        }
    }

    [GeneratedRegex(@"^linear_svc_C([\d.]+)_squared_hinge_intercept_regularised$")]
    private static partial Regex LinearSvcKind();

    [GeneratedRegex(@"^svc_([a-z]+)_C([\d.]+)$")]
    private static partial Regex SvcKind();

    [GeneratedRegex(@"^knn(\d+)$")]
    private static partial Regex NeighborsKind();

    [GeneratedRegex(@"^ridge_alpha([\d.]+)_target_label_number$")]
    private static partial Regex RidgeKind();

    [GeneratedRegex(@"^decision_tree_gini_depth(\d+)$")]
    private static partial Regex TreeKind();

    private static void TreeEquals(JsonNode golden, GoldenMatrices.Split data, int depth)
    {
        IDenseClassifier model = new DecisionTreeClassifier { MaxDepth = depth }.Fit(data.TrainX, data.TrainY, data.Classes);
        var root = ((DecisionTree)model).Nodes[0];
        var (feature, threshold) = ((int)golden["root_feature"].Number(), golden["root_threshold"].Number());

        // Where several columns part the rows equally well, each library takes another.
        if (feature == root.Feature)
        {
            GoldenFile.Close(threshold, root.Threshold, 1e-6, 1e-6, "threshold");
        }

        Assert.Equal(Purity(data, feature, threshold), Purity(data, root.Feature, root.Threshold), 1e-9);

        var accuracy = model.Predict(data.TrainX).Zip(data.TrainY, (p, t) => p == t ? 1.0 : 0).Average();
        GoldenFile.Close(golden["train_accuracy"].Number(), accuracy, 0.03, what: "training accuracy");
    }

    private static double Purity(GoldenMatrices.Split data, int feature, double threshold) => Enumerable.Range(0, data.TrainY.Length)
        .GroupBy(i => data.TrainX[i, feature] <= threshold)
        .Sum(side => side.CountBy(i => data.TrainY[i]).Sum(c => (double)c.Value * c.Value) / side.Count());

    private static void GaussianNaiveBayesEquals(JsonNode golden, GoldenMatrices.Split data)
    {
        var model = new GaussianNB().Fit(data.TrainX, data.TrainY, data.Classes);

        GoldenFile.Close(golden["theta"].Matrix().Values, model.Theta.Values, 1e-8, what: "mean");
        GoldenFile.Close(golden["var"].Matrix().Values, model.Variance.Values, 1e-8, what: "variance");
        GoldenFile.Close(golden["prior"].Numbers(), model.Prior, 1e-12, what: "prior");
        GoldenFile.Close(golden["test_proba"].Matrix().Values, ((IDenseClassifier)model).PredictProba(data.TestX), 1e-8, what: "probability");
    }

    private static void DiscriminantAnalysisEquals(JsonNode golden, GoldenMatrices.Split data)
    {
        var fitted = new LinearDiscriminantAnalysis().Fit(data.TrainX, data.TrainY, data.Classes);
        var (coefficients, intercept) = (ClassMajor(fitted.Model), fitted.Model.Intercept);
        if (data.Classes.Length == 2)
        {
            coefficients = [.. coefficients.Take(fitted.Model.Features).Zip(coefficients.Skip(fitted.Model.Features), (a, b) => b - a)];
            intercept = [intercept[1] - intercept[0]];
        }

        GoldenFile.Close(golden["coef"].Matrix().Values, coefficients, 1e-6, what: "coefficient");
        GoldenFile.Close(golden["intercept"].Numbers(), intercept, 1e-6, what: "intercept");
        GoldenFile.Close(golden["test_proba"].Matrix().Values, fitted.Model.PredictProba(data.TestX), 1e-6, what: "probability");
        GoldenFile.Close(golden["explained_variance_ratio"].Numbers(), fitted.ExplainedVarianceRatio, 1e-6, what: "explained variance");
    }

    private static void NeighborsEqual(JsonNode golden, GoldenMatrices.Split data, int k)
    {
        var model = new KNeighborsClassifier { Neighbors = k, Weights = NeighborWeights.Distance }.Fit(data.TrainX, data.TrainY, data.Classes);
        IDenseClassifier uniform = new KNeighborsClassifier { Neighbors = k }.Fit(data.TrainX, data.TrainY, data.Classes);
        var (rows, distances) = model.Nearest(data.TestX);

        Assert.Equal(golden["neighbours_into_train_rows"].Matrix().Values.Select(v => (int)v), rows);
        GoldenFile.Close(golden["distances"].Matrix().Values, distances, 1e-8, what: "distance");
        GoldenFile.Close(golden["test_proba_distance"].Matrix().Values, model.DecisionFunction(data.TestX), 1e-8, what: "probability");
        Assert.Equal(golden["test_pred_uniform"].Integers(), uniform.Predict(data.TestX));
    }

    private static void SvcEquals(JsonNode golden, GoldenMatrices.Split data, string kernel, double c)
    {
        var gamma = KernelGamma.Scale;
        GoldenFile.Close(golden["gamma"].Number(), gamma.Resolve(data.TrainX), 0, 1e-12, "gamma");
        var settings = kernel switch
        {
            "rbf" => new KernelSettings(KernelKind.Rbf, gamma),
            "linear" => new KernelSettings(KernelKind.Linear),
            "poly" => new KernelSettings(KernelKind.Polynomial, gamma, (int)golden["degree"].Number(), golden["coef0"].Number()),
            _ => throw new InvalidOperationException($"Kernel {kernel} is not known to this test."),
        };
        var binary = data.Classes.Length == 2;
        foreach (var cacheBytes in new[] { 512L << 20, 0 })
        {
            var model = new Svc { C = c, Kernel = settings, Tolerance = 1e-10, CacheBytes = cacheBytes }.Fit(data.TrainX, data.TrainY, data.Classes);

            var pairs = model.PairDecisions(data.TestX);
            var votes = model.DecisionFunction(data.TestX);
            GoldenFile.Close(Numbers(golden["test_decision_ovo"]), binary ? [.. pairs.Select(d => -d)] : pairs, 1e-4, what: "decision of a pair");
            if (!binary)
            {
                GoldenFile.Close(Numbers(golden["test_decision_ovr"]), votes, 1e-4, what: "votes with confidence");
            }

            Assert.Equal(golden["test_pred"].Integers(), model.Predict(data.TestX));
            GoldenFile.Close(
                [.. golden["intercept"].Numbers().Select(b => binary ? -b : b)], model.PairIntercepts, 1e-4, what: "intercept");

            // Rows whose coefficients are nearly 0 are support vectors for one solver and not for the other.
            var (dual, columns) = (golden["dual_coef"].Matrix(), PairwiseDecisions.Pairs(data.Classes.Length));
            var expected = golden["support"].Integers().Where((_, s) => Enumerable.Range(0, dual.Rows).Any(k => Math.Abs(dual[k, s]) > 1e-5));
            var actual = model.Support.Where((_, s) => model.PairCoefficients.AsSpan(s * columns, columns).ToArray().Any(v => Math.Abs(v) > 1e-5));
            Assert.Equal(expected.Order(), actual);
        }
    }

    private static double[] Numbers(JsonNode? node) => node![0] is JsonArray ? node.Matrix().Values : node.Numbers();

    private static void LinearSvcEquals(JsonNode golden, GoldenMatrices.Split data, double c)
    {
        foreach (FeatureMatrix x in new FeatureMatrix[] { data.TrainX, Sparse(data.TrainX) })
        {
            var model = new LinearSvc { C = c, Tolerance = 1e-9, MaxIterations = 200_000 }.Fit(x, data.TrainY, data.Classes);

            CompareCoefficients(golden, model, share: 1);
            var decisions = model.DecisionFunction(data.TestX);
            if (data.Classes.Length == 2)
            {
                GoldenFile.Close(golden["test_decision"].Numbers(), [.. decisions.Where((_, i) => i % 2 == 1)], 1e-4, what: "decision");
            }
            else
            {
                GoldenFile.Close(golden["test_decision"].Matrix().Values, decisions, 1e-4, what: "decision");
            }

            Assert.Equal(golden["test_pred"].Integers(), model.Predict(data.TestX));
        }
    }

    private static void NaiveBayesEquals(JsonNode golden, GoldenMatrices.Split data)
    {
        var (train, test) = (Floored(data.TrainX), Floored(data.TestX));
        const double goldenAlpha = 0.5;
        var multinomial = new MultinomialNB { Alpha = goldenAlpha }.Fit(Sparse(train), data.TrainY, data.Classes);
        var complement = new ComplementNB { Alpha = goldenAlpha }.Fit(train, data.TrainY, data.Classes);

        GoldenFile.Close(golden["multinomial_feature_log_prob"].Matrix().Values, ClassMajor(multinomial), 1e-8, what: "feature log probability");
        GoldenFile.Close(golden["multinomial_class_log_prior"].Numbers(), multinomial.Intercept, 1e-8, what: "prior");
        GoldenFile.Close(golden["multinomial_test_proba"].Matrix().Values, multinomial.PredictProba(test), 1e-8, what: "probability");
        GoldenFile.Close(golden["complement_feature_log_prob"].Matrix().Values, ClassMajor(complement), 1e-8, what: "complement");
        Assert.Equal(golden["complement_test_pred"].Integers(), complement.Predict(test));
    }

    // Two classes have one row of coefficients in scikit-learn; the model's second class holds them times the share.
    private static void CompareCoefficients(JsonNode golden, LinearModel model, double share)
    {
        var (coefficients, intercept) = (ClassMajor(model), model.Intercept);
        if (model.Classes.Count == 2)
        {
            coefficients = [.. coefficients.Skip(model.Features).Select(v => v / share)];
            intercept = [intercept[1] / share];
        }

        GoldenFile.Close(golden["coef"].Matrix().Values, coefficients, 1e-4, 1e-4, "coefficient");
        GoldenFile.Close(golden["intercept"].Numbers(), intercept, 1e-4, 1e-4, "intercept");
    }

    private static double Objective(LinearModel model, GoldenMatrices.Split data, double c, double[] weights)
    {
        var log = model.PredictLogProba(data.TrainX);
        var loss = data.TrainY.Select((label, i) => -weights[label] * log[(i * model.Classes.Count) + label]).Sum();

        // The binary model holds its one weight vector as two halves of opposite sign, whose squares sum to half of it.
        var penalty = model.Coefficients.Sum(w => w * w) * (model.Classes.Count == 2 ? 2 : 1);
        return (penalty / 2) + (c * loss);
    }

    private static double[] ClassMajor(LinearModel model) =>
        [.. Enumerable.Range(0, model.Classes.Count).SelectMany(c => Enumerable.Range(0, model.Features).Select(j => model.Coefficient(j, c)))];

    private static DenseMatrix Floored(DenseMatrix x) => new(x.Rows, x.Columns, Array.ConvertAll(x.Values, v => Math.Floor(4 * Math.Abs(v))));

    private static CsrMatrix Sparse(DenseMatrix x) => SampleMatrices.ToCsr(x);

    private static TheoryData<string> Names(string part) => [.. Optional(part).Select(p => p.Key)];

    // Without shared files the theory still needs a row, whose test then skips.
    private static JsonObject Optional(string part)
    {
        try
        {
            return GoldenFile.Read("classifiers.json")[part]!.AsObject();
        }
        catch (SkipException)
        {
            return new JsonObject { ["(no golden files)"] = new JsonObject { ["(none)"] = null } };
        }
    }
}
