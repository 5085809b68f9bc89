using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Pulumi;

namespace Infra.Packages.Api;

/// <summary>A member in one line.</summary>
internal static class MemberLine
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)}){Required(constructor)}",
        MethodInfo method => $"{Static(method)}{method.Name}{Generic(method)}({Parameters(method)}) : {TypeNames.Of(method.ReturnType, Nullability.Create(method.ReturnParameter))}",
        PropertyInfo property => Property(property),
        FieldInfo field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{field.Name} : {TypeNames.Of(field.FieldType, Nullability.Create(field))}{Value(field)}",
        _ => $"{member.Name} : {member.MemberType}",
    };

    private static string Property(PropertyInfo property)
    {
        var any = property.GetAccessors(nonPublic: true)[0];
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(Parameter))}]" : "";
        var accessors = string.Concat(new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(PublicApi.IsOpen).Select(accessor =>
            accessor == property.GetMethod ? " get;"
            : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"));
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{required}{Static(any)}{property.Name}{index} {{{accessors} }} : {TypeNames.Of(property.PropertyType, Nullability.Create(property))}{Wire(property)}";
    }

    /// <summary>The name by which other languages and policies know a property, and whether it must be given.</summary>
    private static string Wire(PropertyInfo property)
    {
        // By its arguments: the attribute of an input keeps them to itself.
        var wire = property.CustomAttributes.FirstOrDefault(attribute =>
            attribute.AttributeType == typeof(InputAttribute) || attribute.AttributeType == typeof(OutputAttribute));
        if (wire is null)
            return "";
        var way = wire.AttributeType == typeof(InputAttribute) ? "input" : "output";
        var required = wire.ConstructorArguments is [_, { Value: true }, ..] ? ", required" : "";
        return $" [{way} {Text(wire.ConstructorArguments[0].Value)}{required}]";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var way = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var value = !parameter.HasDefaultValue ? "" : $" = {Text(parameter.ParameterType.IsValueType && parameter.RawDefaultValue is null ? "default" : parameter.RawDefaultValue)}";
        return $"{way}{TypeNames.Of(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Static(MethodBase method) => method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "";

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Required(ConstructorInfo constructor) =>
        constructor.DeclaringType!.IsDefined(typeof(RequiredMemberAttribute)) && constructor.IsDefined(typeof(System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute)) ? " sets required" : "";

    private static string Value(FieldInfo field) => field.IsLiteral ? $" = {Text(field.GetRawConstantValue())}" : "";

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text when text != "default" => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
