using System.Reflection;
using System.Xml.Linq;
using Infra.Provider;
using Pulumi;

namespace Infra.Packages.Languages;

/// <summary>
/// What the SDK's inference of a schema asks of components (pulumi-dotnet 3.112.1, ComponentAnalyzer): constructor, attributes, types.
/// </summary>
public class InferenceTests
{
    private static readonly Type[] Plain = [typeof(string), typeof(int), typeof(long), typeof(double), typeof(bool)];

    private static readonly Type[] Maps = [typeof(Dictionary<string, string>), typeof(Dictionary<string, Dictionary<string, string>>)];

    private static readonly XDocument Comments = XDocument.Load(Path.ChangeExtension(typeof(PgBouncer).Assembly.Location, ".xml"));

    public static TheoryData<Type> Components => [.. typeof(PgBouncer).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ComponentResource)))];

    public static TheoryData<Type> Arguments => [.. typeof(PgBouncer).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ResourceArgs)))];

    [Fact]
    public void Components_OfTheProvider_AreThoseOfTheThreeClouds() => Assert.Equal(
        ["FlexibleServer", "PgBouncer", "RdsProxy"],
        typeof(PgBouncer).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ComponentResource))).Select(type => type.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Components))]
    public void Constructor_OfAComponent_TakesNameArgsAndOptions(Type component)
    {
        var parameters = Assert.Single(component.GetConstructors()).GetParameters();

        Assert.Equal(3, parameters.Length);
        Assert.Equal(typeof(string), parameters[0].ParameterType);
        Assert.Equal("args", parameters[1].Name);
        Assert.True(parameters[1].ParameterType.IsAssignableTo(typeof(ResourceArgs)));
        Assert.Equal(typeof(ComponentResourceOptions), parameters[2].ParameterType);
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Outputs_OfAComponent_CanBeInferred(Type component)
    {
        var properties = component.GetProperties().Where(property => property.DeclaringType == component).ToList();

        Assert.NotEmpty(properties);
        Assert.All(properties, property =>
        {
            Assert.NotNull(property.GetCustomAttribute<OutputAttribute>()?.Name);
            Assert.Equal(typeof(Output<>), property.PropertyType.GetGenericTypeDefinition());
            var value = property.PropertyType.GetGenericArguments()[0];
            Assert.True(Plain.Contains(value) || Maps.Contains(value), $"{component.Name}.{property.Name}: {value}");
            // The inference takes an output for one that may be missing where the compiler wrote down anything about null.
            Assert.DoesNotContain(property.CustomAttributes, attribute => attribute.AttributeType.Name == "NullableAttribute");
        });
    }

    [Theory]
    [MemberData(nameof(Arguments))]
    public void Inputs_OfAComponent_CanBeInferred(Type arguments)
    {
        var properties = arguments.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(property => property.DeclaringType == arguments).ToList();

        Assert.NotEmpty(properties);
        Assert.All(properties, property =>
        {
            // By its arguments: the attribute itself keeps them to itself.
            var input = property.CustomAttributes.Single(attribute => attribute.AttributeType == typeof(InputAttribute));
            Assert.Equal($"{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}", input.ConstructorArguments[0].Value);
            Assert.True(property.CanWrite);
            Assert.True(
                Plain.Contains(property.PropertyType) || property.PropertyType == typeof(Input<string>) || property.PropertyType == typeof(InputMap<string>),
                $"{arguments.Name}.{property.Name}: {property.PropertyType}");
        });
        Assert.NotNull(arguments.GetConstructor([]));
    }

    [Theory]
    [MemberData(nameof(Components))]
    [MemberData(nameof(Arguments))]
    public void Members_OfAPublicType_AreDocumented(Type type) => Assert.All(
        type.GetProperties().Where(property => property.DeclaringType == type).Select(property => $"P:{type.FullName}.{property.Name}").Append($"T:{type.FullName}"),
        name => Assert.NotEmpty(Comments.Descendants("member").Single(member => (string?)member.Attribute("name") == name).Element("summary")!.Value.Trim()));

    [Fact]
    public void Plugin_IsRunByDotnet() =>
        Assert.Equal("runtime: dotnet\n", File.ReadAllText(Repository.PathOf("components/Provider/PulumiPlugin.yaml")));
}
