using System.Text.Json.Nodes;
using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Pipeline.Exploration.Stored;

/// <summary>What a question finds in storage.</summary>
/// <param name="Items">In the order of their names; at least one.</param>
/// <param name="Models">The champions that read them, as <c>NAME@VERSION</c>, by name.</param>
internal sealed record SeenArchive(ReportQuestion Question, ReportKind Kind, IReadOnlyList<SeenItem> Items, IReadOnlyList<string> Models)
{
    /// <summary>Raised when reports say something else of the same archive.</summary>
    private const int Version = 1;

    /// <summary>The model whose classes are the labels: the one that was named, else the one with the most labelled items; null where nothing is labelled.</summary>
    public string? Task { get; } = Question.Task ?? Items
        .SelectMany(i => i.Labels.Select(l => l.Task).Distinct(StringComparer.Ordinal))
        .CountBy(t => t, StringComparer.Ordinal)
        .OrderByDescending(t => t.Value)
        .ThenBy(t => t.Key, StringComparer.Ordinal)
        .Select(t => t.Key)
        .FirstOrDefault();

    /// <summary>Of the question and of everything in storage that shows in its answer.</summary>
    public ContentHash Hash() => CanonicalJson.Hash(new JsonObject
    {
        ["version"] = Version,
        ["kind"] = Kind.ToString(),
        ["prefix"] = Question.Prefix,
        ["subject"] = Question.Subject,
        ["task"] = Task,
        ["set"] = Question.Set,
        ["methods"] = Question.Methods is { } methods ? new JsonArray([.. methods.Select(m => (JsonNode)m)]) : null,
        ["k"] = Question.K,
        ["seed"] = Question.Seed,
        ["models"] = new JsonArray([.. Models.Select(m => (JsonNode)m)]),
        ["items"] = new JsonArray([.. Items.Select(Of)]),
    });

    private JsonNode Of(SeenItem seen) => new JsonArray(
        seen.Item.Id.Value,
        seen.Name,
        seen.Source.Subject,
        new JsonArray([.. seen.LabelsOf(Task).OrderBy(l => l.Key).Select(l => (JsonNode)new JsonArray(l.Key, l.Value))]),
        new JsonArray([.. seen.Item.Expected.Where(e => e.Done).Select(e => $"{e.Model}@{e.Version}").Intersect(Models, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(m => (JsonNode)m)]));
}
