using System.Reflection;
using System.Runtime.CompilerServices;

namespace Infra.Packages.Api;

/// <summary>What users of an assembly can name, one line each, sorted: the file PublicAPI.txt of a package.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly) =>
        string.Concat(assembly.GetExportedTypes().SelectMany(Lines).Order(StringComparer.Ordinal).Select(line => $"{line}\n"));

    /// <summary>Every type that the public surface of an assembly mentions.</summary>
    public static IEnumerable<Type> Mentioned(Assembly assembly) =>
        assembly.GetExportedTypes().SelectMany(type => Members(type).SelectMany(Types).Concat(type.GetInterfaces()).Append(type.BaseType ?? typeof(object))).SelectMany(Parts).Distinct();

    private static IEnumerable<string> Lines(Type type)
    {
        var name = TypeNames.Of(type);
        yield return $"{name} ({Kind(type)}{Bases(type)})";
        if (type.IsEnum)
        {
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
                yield return $"{name}.{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture)}";
            yield break;
        }

        foreach (var member in Members(type))
            yield return $"{name}.{MemberLine.Of(member)}";
    }

    private static IEnumerable<MemberInfo> Members(Type type) => type.GetMembers(Declared).Where(member => member switch
    {
        ConstructorInfo constructor => IsOpen(constructor) && !IsCopy(constructor),
        // Those of properties and events are shown with them, those of a record are what every record has.
        MethodInfo method => IsOpen(method) && !method.IsSpecialName && !IsGenerated(method) || method.Name.StartsWith("op_", StringComparison.Ordinal) && !IsGenerated(method),
        PropertyInfo property => property.Name != "EqualityContract" && property.GetAccessors(nonPublic: true).Any(IsOpen),
        FieldInfo field => (field.IsPublic || field.IsFamily) && !type.IsEnum,
        EventInfo => true,
        _ => false,
    });

    internal static bool IsOpen(MethodBase method) => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && method.DeclaringType is { IsSealed: false });

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsCopy(ConstructorInfo constructor) => IsGenerated(constructor);

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => IsRecord(type) ? "record struct" : "struct",
        _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
        _ => (type switch { { IsAbstract: true, IsSealed: true } => "static ", { IsAbstract: true } => "abstract ", { IsSealed: true } => "sealed ", _ => "" })
            + (IsRecord(type) ? "record" : "class"),
    };

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is { } print && IsGenerated(print) || type.GetMethod("<Clone>$", Declared) is not null;

    private static string Bases(Type type)
    {
        if (type.IsEnum)
            return "";
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var own = type.GetInterfaces().Where(found => found.IsPublic && !inherited.Contains(found)
            && !(IsRecord(type) && found.IsGenericType && found.GetGenericTypeDefinition() == typeof(IEquatable<>)));
        var bases = (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? own.Prepend(parent) : own).Select(TypeNames.Of).ToList();
        return bases.Count == 0 ? "" : $" : {string.Join(", ", bases)}";
    }

    private static IEnumerable<Type> Types(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type) => type switch
    {
        { HasElementType: true } => Parts(type.GetElementType()!),
        { IsGenericType: true } => type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()),
        _ => [type],
    };
}
