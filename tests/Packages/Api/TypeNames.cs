using System.Reflection;

namespace Infra.Packages.Api;

/// <summary>Types as C# writes them, with their namespaces but for the most usual.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
    };

    public static string Of(Type type) => Of(type, null);

    /// <summary>A type, with a question mark wherever null is allowed.</summary>
    public static string Of(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!, nullability);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Of(underlying)}?";
        var mark = !type.IsValueType && nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        return Bare(type, nullability) + mark;
    }

    private static string Bare(Type type, NullabilityInfo? nullability)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsArray)
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[]";
        var prefix = type.DeclaringType is { } outer ? $"{Bare(outer, null)}." : $"{type.Namespace}.";
        var name = type.Name.Split('`')[0];
        if (!type.IsGenericType)
            return prefix + name;
        var arguments = type.GetGenericArguments();
        var known = nullability?.GenericTypeArguments.Length == arguments.Length ? nullability.GenericTypeArguments : null;
        return $"{prefix}{name}<{string.Join(", ", arguments.Select((argument, index) => Of(argument, known?[index])))}>";
    }
}
