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
}
