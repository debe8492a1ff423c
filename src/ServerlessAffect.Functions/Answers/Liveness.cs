namespace ServerlessAffect.Functions.Answers;

/// <summary>What <c>GET /api/health?probe=live</c> answers: nothing was looked at, so nothing is said of storage or models.</summary>
/// <param name="Live">The process runs; one that does not answers nothing.</param>
internal sealed record Liveness(bool Live);
