using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Says which types an output may have.</summary>
internal static class OutputTypes
{
    public const BindingFlags Instance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly ConcurrentDictionary<Type, bool> s_checked = new();

    public static void Check(string path, Type type)
    {
        if (s_checked.ContainsKey(type))
            return;
        Check(path, type, []);
        s_checked[type] = true;
    }

    /// <summary>The marked constructor of an output type, or its only public one.</summary>
    public static ConstructorInfo? Constructor(Type type)
    {
        if (!type.IsDefined(typeof(OutputTypeAttribute)))
            return null;
        var all = type.GetConstructors(Instance);
        var visible = all.Where(constructor => constructor.IsPublic).ToArray();
        return all.FirstOrDefault(constructor => constructor.IsDefined(typeof(OutputConstructorAttribute)))
            ?? (visible.Length == 1 ? visible[0] : null);
    }

    private static void Check(string path, Type type, HashSet<Type> seen)
    {
        // Types may be recursive.
        if (!seen.Add(type) || IsPlain(type))
            return;

        if (type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute)))
        {
            CheckEnumType(type);
        }
        else if (type.IsConstructedGenericType)
        {
            CheckGeneric(path, type, seen);
        }
        else if (!type.IsDefined(typeof(OutputTypeAttribute)))
        {
            throw new InvalidOperationException($"""
                {path} contains invalid type {type.FullName}. Allowed types are:
                    String, Boolean, Int32, Double,
                    Nullable<...>, ImmutableArray<...> and ImmutableDictionary<string, ...> or
                    a class explicitly marked with the [{nameof(OutputTypeAttribute)}].
                """);
        }
        else
        {
            var constructor = Constructor(type) ?? throw new InvalidOperationException(
                $"{type.FullName} had [{nameof(OutputTypeAttribute)}], " +
                $"but did not contain constructor marked with [{nameof(OutputConstructorAttribute)}].");
            foreach (var parameter in constructor.GetParameters())
                Check($"{type.FullName}({parameter.Name})", parameter.ParameterType, seen);
        }
    }

    private static bool IsPlain(Type type) =>
        type == typeof(bool) || type == typeof(int) || type == typeof(double) || type == typeof(string) || type == typeof(object)
        || type == typeof(JsonElement)
        || typeof(Resource).IsAssignableFrom(type)
        || (type.IsEnum && type.GetEnumUnderlyingType() == typeof(int));

    private static void CheckGeneric(string path, Type type, HashSet<Type> seen)
    {
        var open = type.GetGenericTypeDefinition();
        if (open == typeof(ImmutableDictionary<,>))
        {
            if (type.GenericTypeArguments[0] != typeof(string))
                throw Invalid("The only allowed ImmutableDictionary 'TKey' type is 'String'.");
            Check(path, type.GenericTypeArguments[1], seen);
        }
        else if (open == typeof(Nullable<>) || open == typeof(Union<,>) || open == typeof(ImmutableArray<>) || open == typeof(Output<>))
        {
            foreach (var argument in type.GenericTypeArguments)
                Check(path, argument, seen);
        }
        else
        {
            throw Invalid("The only generic types allowed are ImmutableArray<...> and ImmutableDictionary<string, ...>");
        }

        InvalidOperationException Invalid(string rule) => new($"{path} contains invalid type {type.FullName}:\n    {rule}");
    }

    private static void CheckEnumType(Type type)
    {
        foreach (var underlying in (Type[])[typeof(string), typeof(double)])
        {
            if (type.GetConstructor(Instance, null, [underlying], null) is null)
                continue;
            var conversion = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, null, [type], null);
            if (conversion?.ReturnType == underlying)
                return;
            throw new InvalidOperationException(
                $"{type.FullName} had [{nameof(EnumTypeAttribute)}], " +
                $"but did not contain an explicit conversion operator to {underlying.FullName}.");
        }

        throw new InvalidOperationException(
            $"{type.FullName} had [{nameof(EnumTypeAttribute)}], " +
            "but did not contain constructor with a single String or Double parameter.");
    }
}
