using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>How values of a type go over the wire where the type itself says so; found once per type.</summary>
internal sealed class WireShape
{
    private static readonly ConcurrentDictionary<Type, WireShape> s_shapes = new();

    private WireShape(Type type)
    {
        if (type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute)))
            EnumConversion = Conversion(type);
        else if (type.IsDefined(typeof(OutputTypeAttribute)))
            OutputFields = [.. type.GetFields(All).Where(field => field.IsInitOnly).Select(field => (CamelCase(field.Name), field))];
    }

    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    /// <summary>The explicit conversion of an <see cref="EnumTypeAttribute"/> struct.</summary>
    public MethodInfo? EnumConversion { get; }

    /// <summary>The read-only fields of an <see cref="OutputTypeAttribute"/> class by wire name.</summary>
    public ImmutableArray<(string Name, FieldInfo Field)>? OutputFields { get; }

    public static WireShape Of(Type type) => s_shapes.GetOrAdd(type, static found => new(found));

    public static bool IsDefaultArray(IList list)
    {
        var type = list.GetType();
        return type.IsGenericType
            && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            && (bool)type.GetProperty(nameof(ImmutableArray<>.IsDefault))!.GetValue(list)!;
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static MethodInfo Conversion(Type type)
    {
        var method = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, null, [type], null);
        return method?.ReturnType == typeof(string) || method?.ReturnType == typeof(double)
            ? method
            : throw new InvalidOperationException($"Expected {type.FullName} to have an explicit conversion operator to String or Double.");
    }
}
