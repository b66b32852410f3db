using System.Text.Json;

namespace Engine.Tests.Reports;

/// <summary>The part of JSON Schema draft 2020-12 that the report's schema uses.</summary>
internal static class SchemaCheck
{
    public static IReadOnlyList<string> Errors(JsonElement schema, JsonElement value)
    {
        var errors = new List<string>();
        Check(schema, schema, value, "$", errors);
        return errors;
    }

    private static void Check(JsonElement root, JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        foreach (var rule in schema.EnumerateObject())
        {
            switch (rule.Name)
            {
                case "$ref":
                    Check(root, root.GetProperty("$defs").GetProperty(rule.Value.GetString()!["#/$defs/".Length..]), value, path, errors);
                    break;
                case "oneOf" when rule.Value.EnumerateArray().Count(each => Passes(root, each, value)) != 1:
                    errors.Add($"{path}: not exactly one form fits");
                    break;
                case "type" when !Types(rule.Value).Any(type => IsOf(type, value)):
                    errors.Add($"{path}: {value.ValueKind} is no {rule.Value}");
                    break;
                case "const" when !JsonElement.DeepEquals(rule.Value, value):
                case "enum" when !rule.Value.EnumerateArray().Any(each => JsonElement.DeepEquals(each, value)):
                    errors.Add($"{path}: {value} is none of {rule.Value}");
                    break;
                case "minimum" when value.ValueKind == JsonValueKind.Number && value.GetDouble() < rule.Value.GetDouble():
                    errors.Add($"{path}: too small");
                    break;
                case "format" when value.ValueKind == JsonValueKind.String && !value.TryGetDateTimeOffset(out _):
                    errors.Add($"{path}: no date and time");
                    break;
                case "required" when value.ValueKind == JsonValueKind.Object:
                    errors.AddRange(rule.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path}: {name} is missing"));
                    break;
                case "items" when value.ValueKind == JsonValueKind.Array:
                    var index = 0;
                    foreach (var item in value.EnumerateArray())
                    {
                        Check(root, rule.Value, item, $"{path}[{index++}]", errors);
                    }

                    break;
                case "properties" when value.ValueKind == JsonValueKind.Object:
                    foreach (var property in value.EnumerateObject())
                    {
                        if (rule.Value.TryGetProperty(property.Name, out var inner))
                        {
                            Check(root, inner, property.Value, $"{path}.{property.Name}", errors);
                        }
                        else if (schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False)
                        {
                            errors.Add($"{path}: {property.Name} is not in the schema");
                        }
                    }

                    break;
                case "$schema" or "$id" or "$defs" or "title" or "description" or "additionalProperties" or "oneOf" or "type" or "const" or "enum" or "minimum" or "format" or "required" or "items" or "properties":
                    break;
                default:
                    throw new NotSupportedException($"{rule.Name} is not checked");
            }
        }
    }

    private static bool Passes(JsonElement root, JsonElement schema, JsonElement value)
    {
        var errors = new List<string>();
        Check(root, schema, value, "", errors);
        return errors.Count == 0;
    }

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(each => each.GetString()!) : [type.GetString()!];

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException(type),
    };
}
