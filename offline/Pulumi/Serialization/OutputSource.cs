using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The producing side of an output of a resource.</summary>
internal sealed class OutputSource(Type targetType, ImmutableHashSet<Resource> resources)
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<Slot>> s_slots = new();

    private readonly TaskCompletionSource<OutputData> _completion = new();

    public Type TargetType => targetType;

    /// <summary>
    /// Gives the resource its pending outputs. A component that runs in this process keeps those it declared itself: its own
    /// constructor sets them.
    /// </summary>
    public static ImmutableDictionary<string, OutputSource> Initialize(Resource resource, bool remote)
    {
        var onlyBase = resource is ComponentResource && !remote;
        var sources = ImmutableDictionary.CreateBuilder<string, OutputSource>();
        foreach (var slot in s_slots.GetOrAdd(resource.GetType(), static type => FindSlots(type)))
        {
            if (!onlyBase || slot.Property.DeclaringType == typeof(Resource))
                sources.Add(slot.Name, slot.Fill(resource));
        }

        return sources.ToImmutable();
    }

    public void SetText(string value, bool isKnown) => _completion.SetResult(new(resources, value, isKnown, IsSecret: false));

    public void SetValue(OutputData data) => _completion.SetResult(data with { Resources = resources.Union(data.Resources) });

    public void TrySetDefault(bool isKnown) => _completion.TrySetResult(new(resources, Value: null, isKnown, IsSecret: false));

    public void TrySetException(Exception exception) => _completion.TrySetException(exception);

    private static ImmutableArray<Slot> FindSlots(Type type) =>
    [
        .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           let attribute = property.GetCustomAttribute<OutputAttribute>()
           where attribute is not null
           select new Slot(type, property, attribute.Name),
    ];

    private sealed class Slot(Type owner, PropertyInfo property, string? name)
    {
        private ConstructorInfo? _output;
        private MethodInfo? _setter;

        public PropertyInfo Property => property;

        public string Name => name ?? property.Name;

        public OutputSource Fill(Resource resource)
        {
            if (_output is null)
                Find();
            var source = new OutputSource(property.PropertyType.GenericTypeArguments[0], [resource]);
            _setter!.Invoke(resource, [_output!.Invoke([source._completion.Task])]);
            return source;
        }

        private void Find()
        {
            var path = $"[Output] {owner.FullName}.{property.Name}";
            var type = property.PropertyType;
            if (!type.IsConstructedGenericType || type.GetGenericTypeDefinition() != typeof(Output<>))
                throw RunException.OutputsHaveIncorrectType([name!]);
            _setter = property.DeclaringType!.GetMethod("set_" + property.Name, OutputTypes.Instance)
                ?? throw new InvalidOperationException($"{path} did not have a 'set' method");
            OutputTypes.Check(path, type.GenericTypeArguments[0]);
            _output = type.GetConstructor(OutputTypes.Instance, [typeof(Task<OutputData>)]);
        }
    }
}
