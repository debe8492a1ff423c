using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Functions.Requests;

/// <summary>What <c>POST /api/score/text</c> was asked.</summary>
/// <param name="Texts">At least one.</param>
/// <param name="Ids">[texts], the client's own names; null where it gave none at all.</param>
/// <param name="Characters">UTF-16 code units over all texts.</param>
internal readonly record struct ScoreTextRequest(IReadOnlyList<string> Texts, IReadOnlyList<string?>? Ids, ModelRef? Model, long Characters);
