using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServerlessAffect.Functions.Tests.World;

/// <summary>The part of JSON Schema that our OpenAPI document uses; a keyword that is not known here fails, so that nothing is silently unchecked.</summary>
internal sealed class JsonSchemaCheck(JsonNode document)
{
    private static readonly string[] Annotations = ["description", "format", "default"];

    /// <summary>Every way in which the value breaks the schema.</summary>
    public IReadOnlyList<string> Faults(JsonNode? value, JsonNode schema)
    {
        var faults = new List<string>();
        Check(value, schema.AsObject(), "$", faults);
        return faults;
    }

    private void Check(JsonNode? value, JsonObject schema, string path, List<string> faults)
    {
        foreach (var (keyword, rule) in schema)
        {
            if (!Annotations.Contains(keyword) && Fault(value, keyword, rule!, schema, path, faults) is { } fault)
            {
                faults.Add($"{path}: {fault}");
            }
        }
    }

    private string? Fault(JsonNode? value, string keyword, JsonNode rule, JsonObject schema, string path, List<string> faults)
    {
        switch (keyword)
        {
            case "$ref":
                Check(value, Resolve((string)rule!), path, faults);
                return null;
            case "type":
                var type = TypeOf(value);
                var allowed = rule is JsonArray many ? many.Select(t => (string)t!) : [(string)rule!];
                return allowed.Any(a => type == a || (type == "integer" && a == "number")) ? null : $"is {type}, not {rule}";
            case "required":
                return rule.AsArray().FirstOrDefault(n => value is JsonObject o && !o.ContainsKey((string)n!)) is { } missing ? $"lacks '{missing}'" : null;
            case "properties":
                foreach (var (name, member) in rule.AsObject().Where(p => value is JsonObject o && o.ContainsKey(p.Key)))
                {
                    Check(value![name], member!.AsObject(), $"{path}.{name}", faults);
                }

                return null;
            case "additionalProperties":
                foreach (var (name, member) in value as JsonObject ?? [])
                {
                    if (schema["properties"] is JsonObject known && known.ContainsKey(name))
                    {
                        continue;
                    }

                    if (rule is JsonObject inner)
                    {
                        Check(member, inner, $"{path}.{name}", faults);
                    }
                    else if (!(bool)rule)
                    {
                        return $"has '{name}', which is not described";
                    }
                }

                return null;
            case "items":
                for (var i = 0; value is JsonArray array && i < array.Count; i++)
                {
                    Check(array[i], rule.AsObject(), $"{path}[{i}]", faults);
                }

                return null;
            case "oneOf":
                return rule.AsArray().Count(s => Faults(value, s!).Count == 0) == 1 ? null : "fits not exactly one of the alternatives";
            case "enum":
                return rule.AsArray().Any(n => JsonNode.DeepEquals(n, value)) ? null : "is none of the values";
            case "pattern":
                return value is null || Regex.IsMatch((string)value!, (string)rule!) ? null : "does not fit the pattern";
            case "minimum":
                return value is null || (double)value >= (double)rule ? null : "is too small";
            case "maximum":
                return value is null || (double)value <= (double)rule ? null : "is too large";
            case "minItems":
                return value!.AsArray().Count >= (int)rule ? null : "has too few entries";
            case "minLength":
                return ((string)value!).Length >= (int)rule ? null : "is too short";
            case "maxLength":
                return ((string)value!).Length <= (int)rule ? null : "is too long";
            default:
                return $"the keyword '{keyword}' is not checked by this test";
        }
    }

    private JsonObject Resolve(string reference)
    {
        var node = document;
        foreach (var step in reference.TrimStart('#', '/').Split('/'))
        {
            node = node[step] ?? throw new InvalidOperationException($"{reference} leads nowhere.");
        }

        return node.AsObject();
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => (double)value! == Math.Floor((double)value!) ? "integer" : "number",
    };
}
