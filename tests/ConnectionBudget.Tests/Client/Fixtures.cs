namespace Infra.ConnectionBudget.Tests.Client;

/// <summary>Resources as the engine sends them.</summary>
internal static class Fixtures
{
    /// <summary>Stands in every secret, and must come back in no answer but a remediation's.</summary>
    public const string Secret = "hunter2-never-shown";

    public const string Unknown = "\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"";

    public const string SecretText = $$"""{"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": "{{Secret}}"}""";

    /// <summary>URN of a resource of the stack dev.</summary>
    public static string Urn(string type, string name) => $"urn:pulumi:dev::orders::{type}::{name}";

    /// <summary>A resource with inputs or outputs; <paramref name="more"/> goes beside its properties.</summary>
    public static string Resource(string type, string name, string properties, string more = "") =>
        $$"""{"type": "{{type}}", "urn": "{{Urn(type, name)}}", "name": "{{name}}", "properties": {{properties}}{{(more.Length > 0 ? $", {more}" : "")}}}""";

    public static string Proxy(string properties, string name = "main") => Resource("aws:rds/proxy:Proxy", name, properties);
}
