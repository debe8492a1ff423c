using System.Text.Json.Serialization;

namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <summary>What the final temperature is chosen for.</summary>
public enum CalibrationGoal
{
    /// <summary>The labels become as likely as they can.</summary>
    [JsonStringEnumMemberName("log-loss")]
    LogLoss,

    /// <summary>The smallest expected calibration error within a fifth of the temperature that <see cref="LogLoss"/> gives.</summary>
    [JsonStringEnumMemberName("calibration-error")]
    CalibrationError,
}
