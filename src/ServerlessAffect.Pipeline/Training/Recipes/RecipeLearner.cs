using System.Text.Json.Serialization;

namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <summary>What a member is fitted by.</summary>
public enum RecipeLearner
{
    [JsonStringEnumMemberName("linear-svc")]
    LinearSvc,

    [JsonStringEnumMemberName("nb-svm")]
    NbSvm,

    [JsonStringEnumMemberName("logistic-regression")]
    LogisticRegression,

    /// <summary>Support vectors with a kernel; for recordings.</summary>
    [JsonStringEnumMemberName("svc")]
    Svc,

    /// <summary>Least squares in a kernel's space; for recordings.</summary>
    [JsonStringEnumMemberName("kernel-ridge")]
    KernelRidge,

    /// <summary>Gradient-boosted trees by XGBoost; for recordings.</summary>
    [JsonStringEnumMemberName("xgboost")]
    Xgboost,

    /// <summary>Trees side by side by XGBoost; for recordings.</summary>
    [JsonStringEnumMemberName("random-forest")]
    RandomForest,

    /// <summary>Votes of the nearest training rows; for recordings.</summary>
    [JsonStringEnumMemberName("k-neighbors")]
    KNeighbors,

    /// <summary>For recordings.</summary>
    [JsonStringEnumMemberName("gaussian-nb")]
    GaussianNb,

    /// <summary>Linear discriminant analysis with a shrunk covariance; for recordings.</summary>
    [JsonStringEnumMemberName("lda")]
    Lda,
}
