using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Turns arguments and mock states into wire values, remembering the resources they came from.</summary>
internal sealed class Serializer(bool keepResources)
{
    public HashSet<Resource> Dependencies { get; } = [];

    public async Task<object?> SerializeAsync(string path, object? value)
    {
        switch (value)
        {
            case null or bool or int or double or string:
                return value;
            case InputArgs args:
                return await MapAsync(path, await args.ToDictionaryAsync().ConfigureAwait(false)).ConfigureAwait(false);
            case Task:
                throw new InvalidOperationException(
                    $"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{path}");
            case IInputCollection collection:
                return await OutputAsync(path, collection.Elements).ConfigureAwait(false);
            case IInput input:
                return await OutputAsync(path, input.ToOutput()).ConfigureAwait(false);
            case IUnion union:
                return await SerializeAsync(path, union.Value).ConfigureAwait(false);
            case JsonElement element:
                return Json(element);
            case IOutput output:
                return await OutputAsync(path, output).ConfigureAwait(false);
            case Resource resource:
                return await ResourceAsync(path, resource).ConfigureAwait(false);
            case IDictionary dictionary:
                return await MapAsync(path, dictionary).ConfigureAwait(false);
            case IList list:
                return await ListAsync(path, list).ConfigureAwait(false);
            case Enum number when number.GetTypeCode() == TypeCode.Int32:
                return (int)value;
            case ValueTuple:
                return null;
        }

        var shape = WireShape.Of(value.GetType());
        if (shape.EnumConversion is { } conversion)
            return conversion.Invoke(null, [value]);
        if (shape.OutputFields is not { } fields)
            throw new InvalidOperationException($"{value.GetType().FullName} is not a supported argument type.\n\t{path}");

        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var (name, field) in fields)
            result[name] = await SerializeAsync($"{path}.{name}", field.GetValue(value)).ConfigureAwait(false);
        return result.ToImmutable();
    }

    private static object? Json(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => element.EnumerateArray().Select(Json).ToImmutableArray(),
        JsonValueKind.Object => element.EnumerateObject().ToImmutableDictionary(member => member.Name, member => Json(member.Value)),
        _ => null,
    };

    private async Task<object?> OutputAsync(string path, IOutput output)
    {
        var data = await output.DataTask.ConfigureAwait(false);
        Dependencies.UnionWith(data.Resources);
        if (!data.IsKnown)
            return Wire.Unknown;

        var value = await SerializeAsync($"{path}.id", data.Value).ConfigureAwait(false);
        return data.IsSecret ? Wire.Secret(value) : value;
    }

    private async Task<object?> ResourceAsync(string path, Resource resource)
    {
        // A component goes as its URN alone: its outputs may wait for the very resource that is being serialised.
        var custom = resource as CustomResource;
        if (custom is not null)
            Dependencies.Add(custom);

        var id = custom?.Id is { } known ? await OutputAsync($"{path}.id", known).ConfigureAwait(false) : null;
        if (custom is not null && !keepResources)
            return id;

        var urn = await OutputAsync($"{path}.urn", resource.Urn).ConfigureAwait(false);
        return keepResources ? Wire.Resource(urn, id as string == Wire.Unknown ? "" : id) : urn;
    }

    private async Task<object> ListAsync(string path, IList list)
    {
        if (WireShape.IsDefaultArray(list))
            return ImmutableArray<object?>.Empty;

        var result = ImmutableArray.CreateBuilder<object?>(list.Count);
        for (var i = 0; i < list.Count; i++)
            result.Add(await SerializeAsync($"{path}[{i}]", list[i]).ConfigureAwait(false));
        return result.MoveToImmutable();
    }

    private async Task<object> MapAsync(string path, IDictionary dictionary)
    {
        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var key in dictionary.Keys)
        {
            if (key is not string name)
                throw new InvalidOperationException($"Dictionaries are only supported with string keys:\n\t{path}");
            // As in JSON, a null is left out.
            if (await SerializeAsync($"{path}.{name}", dictionary[name]).ConfigureAwait(false) is { } value)
                result[name] = value;
        }

        return result.ToImmutable();
    }
}
