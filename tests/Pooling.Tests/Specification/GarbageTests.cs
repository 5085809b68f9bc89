using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Specification;

public sealed class GarbageTests
{
    private static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "-1", "1", "3", "1.5", "1e9", "1e999", "-0", "99999999999999999999999999999999999999", "\"\"", "\"x\"", "\"10\"", "\"-5\"",
        "\"25%\"", "\"101%\"", "\"15s\"", "\"15\"", "\"99999999999999h\"", "\"0.00001ms\"", "\"h\"", "\".s\"", "\"[::1]:5\"", "\"a:b:c\"", "\"local\"", "\"aws\"", "\"\\ud800\"",
        "\"a\\u0000b\"", "\"\\n\"", "\"none\"", "\"readOnly\"", "\"load\"", "\"session\"", "\"2030-13-40\"", "\"NaN\"", "\"１２\"",
    ];

    private static readonly string[] Keys =
    [
        "target", "database", "pooler", "timeouts", "workloads", "budget", "name", "user", "replicas", "min", "max", "surge", "pool", "size", "settings", "kind",
        "mode", "needs", "load", "waivers", "until", "aurora", "serverless", "readHosts", "x", "", "a b", "password", "\\ud800", "naem", "version",
    ];

    [Fact]
    public void Read_RandomJson_GivesFaultsAndNothingElse()
    {
        var random = new Random(3);
        for (var i = 0; i < 3000; i++)
            AssertReadsOrExplains(Json(random, 4));
    }

    [Fact]
    public void Read_ValidInputWithOneRandomChange_GivesASpecificationOrFaults()
    {
        var random = new Random(4);
        var read = 0;
        foreach (var specification in RandomSpecifications.Many(3000, seed: 5))
        {
            var root = JsonNode.Parse(specification.ToJson().GetRawText())!;
            Change(random, root);
            read += AssertReadsOrExplains(root.ToJsonString()) ? 1 : 0;
        }

        // A change may happen to be valid, or no change at all; most are neither.
        Assert.InRange(read, 1, 1500);
    }

    /// <summary>Whether it can be read; if so, it can be written and read again.</summary>
    private static bool AssertReadsOrExplains(string json)
    {
        using var document = JsonDocument.Parse(json);
        try
        {
            var specification = PoolingSpecification.Read(document.RootElement);
            Assert.Equal(specification.ToJson().GetRawText(), PoolingSpecification.Read(specification.ToJson()).ToJson().GetRawText());
            return true;
        }
        catch (SpecificationException exception)
        {
            Assert.NotEmpty(exception.Faults);
            Assert.All(exception.Faults, fault =>
            {
                Assert.False(string.IsNullOrWhiteSpace(fault.Problem), json);
                Assert.False(string.IsNullOrWhiteSpace(fault.Allowed), json);
                Assert.False(string.IsNullOrWhiteSpace(fault.Fix), json);
                Assert.DoesNotContain(fault.ToString(), char.IsControl);
            });
            return false;
        }
    }

    private static string Json(Random random, int depth) => random.Next(depth > 0 ? 5 : 2) switch
    {
        0 or 1 => Scalars[random.Next(Scalars.Length)],
        2 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Json(random, depth - 1)))}]",
        _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(8)).Select(_ => $"\"{Keys[random.Next(Keys.Length)]}\":{Json(random, depth - 1)}"))}}}",
    };

    /// <summary>Replaces, removes or adds one value somewhere.</summary>
    private static void Change(Random random, JsonNode root)
    {
        var node = root;
        while (true)
        {
            var children = node is JsonObject section ? [.. section.Select(entry => entry.Value)] : node is JsonArray list ? [.. list] : Array.Empty<JsonNode?>();
            var inner = children.Where(child => child is JsonObject or JsonArray).ToArray();
            if (inner.Length == 0 || random.Next(3) == 0)
                break;
            node = inner[random.Next(inner.Length)]!;
        }

        // Half a surrogate pair cannot be written as a node; random JSON covers it.
        string Value()
        {
            var json = Json(random, 1);
            return json.Contains("ud800", StringComparison.Ordinal) ? "0" : json;
        }

        if (node is JsonArray items)
            items.Add(JsonNode.Parse(Value()));
        else if (node is JsonObject { Count: > 0 } section && section.ElementAt(random.Next(section.Count)).Key is var key && random.Next(3) == 0)
            section.Remove(key);
        else if (node is JsonObject other)
            other[random.Next(4) == 0 || other.Count == 0 ? "extra" : other.ElementAt(random.Next(other.Count)).Key] = JsonNode.Parse(Value());
    }
}
