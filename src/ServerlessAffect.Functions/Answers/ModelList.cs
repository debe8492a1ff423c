using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Functions.Answers;

/// <summary>The answer of <c>GET /api/models</c>.</summary>
internal sealed record ModelList(IReadOnlyList<ModelListing> Models);
