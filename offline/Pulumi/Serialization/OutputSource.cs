using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The producing side of an output of a resource.</summary>
internal abstract class OutputSource
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<Slot>> s_slots = new();

    public abstract Type TargetType { get; }

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

    public abstract void SetText(string value, bool isKnown);

    public abstract void SetValue(OutputData<object?> data);

    public abstract void TrySetDefault(bool isKnown);

    public abstract void TrySetException(Exception exception);

    private static ImmutableArray<Slot> FindSlots(Type type) =>
    [
        .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           let attribute = property.GetCustomAttribute<OutputAttribute>()
           where attribute is not null
           select new Slot(type, property, attribute.Name),
    ];

    private sealed class Slot(Type owner, PropertyInfo property, string? name)
    {
        private ConstructorInfo? _source;
        private MethodInfo? _setter;

        public PropertyInfo Property => property;

        public string Name => name ?? property.Name;

        public OutputSource Fill(Resource resource)
        {
            if (_source is null)
                Find();
            return (OutputSource)_source!.Invoke([resource, _setter]);
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
            _source = typeof(OutputSource<>).MakeGenericType(type.GenericTypeArguments).GetConstructors().Single();
        }
    }
}

/// <inheritdoc />
internal sealed class OutputSource<T> : OutputSource
{
    private readonly TaskCompletionSource<OutputData<T>> _completion = new();
    private readonly ImmutableHashSet<Resource> _resources;

    public OutputSource(Resource resource, MethodInfo setter)
    {
        _resources = [resource];
        setter.Invoke(resource, [new Output<T>(_completion.Task)]);
    }

    public override Type TargetType => typeof(T);

    public override void SetText(string value, bool isKnown) =>
        _completion.SetResult(new(_resources, (T)(object)value, isKnown, IsSecret: false));

    public override void SetValue(OutputData<object?> data) =>
        _completion.SetResult(new(
            _resources.Union(data.Resources), data.Value is null ? default! : (T)data.Value, data.IsKnown, data.IsSecret));

    public override void TrySetDefault(bool isKnown) =>
        _completion.TrySetResult(new(_resources, default!, isKnown, IsSecret: false));

    public override void TrySetException(Exception exception) => _completion.TrySetException(exception);
}
