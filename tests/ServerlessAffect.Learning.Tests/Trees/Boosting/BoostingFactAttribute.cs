using ServerlessAffect.Learning.Trees.Boosting;

namespace ServerlessAffect.Learning.Tests.Trees.Boosting;

/// <summary>A test that fits or runs boosted trees.</summary>
public sealed class BoostingFactAttribute : FactAttribute
{
    public BoostingFactAttribute() => Skip = XgbLibrary.IsInstalled ? null : "XGBoost's library is not installed (apt-get install libxgboost0).";
}
