using System.Text.Json.Nodes;

namespace ServerlessAffect.Functions.Tests.World;

internal sealed record ApiAnswer(int Status, string ContentType, string? Location, JsonNode Body)
{
    public string? Code => (string?)Body["code"];
}
