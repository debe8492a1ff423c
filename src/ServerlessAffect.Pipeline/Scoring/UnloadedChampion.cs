using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>A champion that could not be loaded, remembered for a while so that not every request reads its package again.</summary>
/// <param name="At">Timestamp of the clock.</param>
internal sealed record UnloadedChampion(ModelRelease Release, AffectException Fault, long At);
