using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Cli.Evaluation;

/// <summary>
/// Turns what a program hands to a resource into JSON, by the SDK's public surface alone. Mocks see neither secretness nor
/// unknowns nor dependencies; the arguments themselves still hold all three.
/// </summary>
internal static class InputReader
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<(Func<object, object?> Get, string Name)>> Members = new();
    private static readonly ConcurrentDictionary<Type, MethodInfo> Openers = new();

    /// <summary>Reads any value that may stand in an argument or an output.</summary>
    public static async Task<InputValue> ReadAsync(object? value)
    {
        switch (value)
        {
            case null: return InputValue.Of(null);
            case string text: return InputValue.Of(JsonValue.Create(text));
            case bool flag: return InputValue.Of(JsonValue.Create(flag));
            case int or long or double or float or decimal: return InputValue.Of(Number(value));
            case JsonElement json: return InputValue.Of(JsonNode.Parse(json.GetRawText()));
            case Resource resource: return await ReadAsync(resource.Urn);
            case InputArgs args: return await ReadMembersAsync(args);
            case IDictionary map: return await ReadMapAsync(map);
        }

        var type = value.GetType();
        if (OpenerOf(type) is { } opener)
            return await (Task<InputValue>)opener.Invoke(null, [value])!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Union<,>))
            return await ReadAsync(type.GetProperty("Value")!.GetValue(value));
        if (value is IEnumerable items)
            return await ReadListAsync(items);
        return InputValue.Of(JsonValue.Create(type.IsEnum ? Convert.ToInt32(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) : value.ToString()));
    }

    private static JsonValue Number(object value) => value switch
    {
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && number == Math.Floor(number) && Math.Abs(number) < 1e15
            ? JsonValue.Create((long)number)
            : JsonValue.Create(number),
    };

    private static async Task<InputValue> ReadMembersAsync(InputArgs args)
    {
        var entries = new List<(string, object?)>();
        foreach (var (get, name) in Members.GetOrAdd(args.GetType(), MembersOf))
            entries.Add((name, get(args)));
        return await ReadEntriesAsync(entries);
    }

    private static async Task<InputValue> ReadMapAsync(IDictionary map)
    {
        var entries = new List<(string, object?)>();
        foreach (DictionaryEntry entry in map)
            entries.Add(((string)entry.Key, entry.Value));
        return await ReadEntriesAsync(entries);
    }

    private static async Task<InputValue> ReadEntriesAsync(IEnumerable<(string Name, object? Value)> entries)
    {
        var clear = new JsonObject();
        var masked = new JsonObject();
        var dependencies = ImmutableHashSet<Resource>.Empty;
        var byMember = ImmutableDictionary<string, ImmutableHashSet<Resource>>.Empty;
        foreach (var (name, member) in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (member is null)
                continue;
            var read = await ReadAsync(member);
            if (!read.Dependencies.IsEmpty)
            {
                dependencies = dependencies.Union(read.Dependencies);
                byMember = byMember.SetItem(name, read.Dependencies);
            }

            if (read.Clear is null && read.Masked is null)
                continue;
            clear[name] = read.Clear;
            masked[name] = read.Masked;
        }

        return new(clear, masked, dependencies) { ByMember = byMember };
    }

    private static async Task<InputValue> ReadListAsync(IEnumerable items)
    {
        var clear = new JsonArray();
        var masked = new JsonArray();
        var dependencies = ImmutableHashSet<Resource>.Empty;
        foreach (var item in items)
        {
            var read = await ReadAsync(item);
            clear.Add(read.Clear);
            masked.Add(read.Masked);
            dependencies = dependencies.Union(read.Dependencies);
        }

        return new(clear, masked, dependencies);
    }

    private static ImmutableArray<(Func<object, object?>, string)> MembersOf(Type type)
    {
        // [Input("name")] carries the wire name only in its constructor's argument, and sits on the field where a list or map is kept.
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var members = ImmutableArray.CreateBuilder<(Func<object, object?>, string)>();
        for (var declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            foreach (var property in declaring.GetProperties(Declared))
            {
                if (NameOf(property) is { } name)
                    members.Add((property.GetValue, name));
            }

            foreach (var field in declaring.GetFields(Declared))
            {
                if (NameOf(field) is { } name)
                    members.Add((field.GetValue, name));
            }
        }

        return members.ToImmutable();
    }

    /// <summary>The wire name; null where the member is no argument, which is cheap to see and true of most.</summary>
    private static string? NameOf(MemberInfo member) => !member.IsDefined(typeof(InputAttribute)) ? null
        : member.CustomAttributes.First(attribute => attribute.AttributeType == typeof(InputAttribute)).ConstructorArguments[0].Value as string;

    /// <summary>The reader for Input&lt;T&gt;, InputList&lt;T&gt;, InputMap&lt;T&gt;, InputUnion and Output&lt;T&gt;; null for other types.</summary>
    private static MethodInfo? OpenerOf(Type type)
    {
        if (Openers.TryGetValue(type, out var known))
            return known;
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (!candidate.IsGenericType)
                continue;
            var definition = candidate.GetGenericTypeDefinition();
            // Lists and maps are inputs of their whole contents: one secret element makes the whole of them secret.
            var name = definition == typeof(Output<>) ? nameof(OpenOutputAsync) : definition == typeof(Input<>) ? nameof(OpenInputAsync) : null;
            if (name is null)
                continue;
            var method = typeof(InputReader).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(candidate.GenericTypeArguments);
            return Openers.GetOrAdd(type, method);
        }

        return null;
    }

    private static Task<InputValue> OpenInputAsync<T>(Input<T> input) => OpenOutputAsync(input.ToOutput());

    // What is generic is short: code for a T that is a struct is made anew at run time, for each of them.
    private static Task<InputValue> OpenOutputAsync<T>(Output<T> output) => OpenAsync(output.Apply(value => (object?)value));

    private static async Task<InputValue> OpenAsync(Output<object?> output)
    {
        var dependencies = await OutputUtilities.GetDependenciesAsync(output);
        var secret = await Output.IsSecretAsync(output);
        if (!await OutputUtilities.GetIsKnownAsync(output))
            return InputValue.Unknown(secret).With(dependencies);
        var value = (await ReadAsync(await OutputUtilities.GetValueAsync(output))).With(dependencies);
        return secret ? value.AsSecret() : value;
    }
}
