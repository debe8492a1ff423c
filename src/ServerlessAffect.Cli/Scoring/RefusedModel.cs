using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>A model that was to speak and cannot.</summary>
/// <param name="Model">As far as it is known: without a version where no manifest could be read; null where there is no such model, or it was named by its folder.</param>
internal sealed record RefusedModel(ModelRef? Model, ReadingError Reason);
