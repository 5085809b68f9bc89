using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Converts plain values to the types of outputs. What does not fit becomes the type's default, with a warning.</summary>
internal sealed class Converter(Action<string> warn)
{
    public OutputData Convert(string path, object? wire, Type type)
    {
        OutputTypes.Check(path, type);
        var data = Deserializer.Deserialize(wire);
        return data with { Value = To(path, data.Value, type) };
    }

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static bool IsOpen(Type type, Type open) => type.IsConstructedGenericType && type.GetGenericTypeDefinition() == open;

    private object? To(string path, object? value, Type type)
    {
        if (TryTo(path, value, type, out var result) is not { } error)
            return result;
        warn(error);
        return null;
    }

    /// <summary>Returns what is wrong, or null.</summary>
    private string? TryTo(string path, object? value, Type type, out object? result)
    {
        result = null;
        if (value is null)
        {
            result = Default(type);
            return null;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(object))
            return Set(value, out result);
        if (type == typeof(int))
            return value is double number ? Set((int)number, out result) : Mismatch(typeof(double));
        if (type == typeof(string) || type == typeof(bool) || type == typeof(double) || typeof(Resource).IsAssignableFrom(type))
            return type.IsInstanceOfType(value) ? Set(value, out result) : Mismatch(type);
        if (type == typeof(JsonElement))
            return Set(JsonDocument.Parse(WireJson.Format(value)).RootElement, out result);
        if (type.IsEnum)
        {
            var error = TryTo(path, value, type.GetEnumUnderlyingType(), out var underlying);
            return error ?? Set(Enum.ToObject(type, underlying!), out result);
        }

        if (type.IsDefined(typeof(EnumTypeAttribute)))
            return ToEnumType(path, value, type, out result);
        if (IsOpen(type, typeof(Union<,>)))
            return ToUnion(path, value, type, out result);
        if (IsOpen(type, typeof(ImmutableArray<>)))
        {
            return value is ImmutableArray<object?> list
                ? Set(ToArray(path, list, type), out result)
                : Mismatch(typeof(ImmutableArray<object>));
        }

        if (IsOpen(type, typeof(ImmutableDictionary<,>)))
        {
            return value is ImmutableDictionary<string, object?> map
                ? Set(ToMap(path, map, type), out result)
                : Mismatch(typeof(ImmutableDictionary<string, object>));
        }

        if (OutputTypes.Constructor(type) is { } constructor)
        {
            return value is ImmutableDictionary<string, object?> members
                ? Set(Construct(members, type, constructor), out result)
                : Mismatch(typeof(ImmutableDictionary<string, object>));
        }

        return $"Unexpected target type {type.FullName} when deserializing {path}";

        string Mismatch(Type expected) => $"Expected {expected.FullName} but got {value.GetType().FullName} deserializing {path}";
    }

    private static string? Set(object? value, out object? result)
    {
        result = value;
        return null;
    }

    private static string? ToEnumType(string path, object value, Type type, out object? result)
    {
        result = null;
        if (value is not (string or double))
        {
            return $"Expected {typeof(string).FullName} or {typeof(double).FullName} " +
                $"but got {value.GetType().FullName} deserializing {path}";
        }

        var constructor = type.GetConstructor(OutputTypes.Instance, null, [value.GetType()], null);
        return constructor is null
            ? $"Expected target type {type.FullName} to have a constructor with a single {value.GetType().FullName} parameter."
            : Set(constructor.Invoke([value]), out result);
    }

    private string? ToUnion(string path, object value, Type type, out object? result)
    {
        var cases = type.GenericTypeArguments;
        for (var i = 0; i < cases.Length; i++)
        {
            if (TryTo($"{path}.AsT{i}", value, cases[i], out var member) is null)
                return Set(type.GetMethod($"FromT{i}")!.Invoke(null, [member]), out result);
        }

        result = null;
        return $"Expected {cases[0].FullName} or {cases[1].FullName} but got {value.GetType().FullName} deserializing {path}";
    }

    private object ToArray(string path, ImmutableArray<object?> list, Type type)
    {
        var element = type.GenericTypeArguments[0];
        var items = Array.CreateInstance(element, list.Length);
        for (var i = 0; i < list.Length; i++)
            items.SetValue(To(path, list[i], element), i);
        return typeof(Collections).GetMethod(nameof(Collections.Array))!.MakeGenericMethod(element).Invoke(null, [items])!;
    }

    private object ToMap(string path, ImmutableDictionary<string, object?> map, Type type)
    {
        var element = type.GenericTypeArguments[1];
        var items = map.ToDictionary(entry => entry.Key, entry => To(path, entry.Value, element));
        return typeof(Collections).GetMethod(nameof(Collections.Map))!.MakeGenericMethod(element).Invoke(null, [items])!;
    }

    private object Construct(ImmutableDictionary<string, object?> members, Type type, ConstructorInfo constructor) =>
        constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
        {
            var name = parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!;
            return To($"{type.FullName}({parameter.Name})", members.GetValueOrDefault(name), parameter.ParameterType);
        })]);

    private static class Collections
    {
        public static ImmutableArray<T> Array<T>(T[] items) => [.. items];

        public static ImmutableDictionary<string, T> Map<T>(Dictionary<string, object?> items) =>
            items.ToImmutableDictionary(entry => entry.Key, entry => (T)entry.Value!);
    }
}
