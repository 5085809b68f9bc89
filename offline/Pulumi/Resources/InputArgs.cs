using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Named arguments: the members marked with <see cref="InputAttribute"/>.</summary>
public abstract class InputArgs
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<Member>> s_members = new();

    private protected InputArgs()
    {
    }

    internal virtual Task<ImmutableDictionary<string, object?>> ToDictionaryAsync()
    {
        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var member in s_members.GetOrAdd(GetType(), static type => FindMembers(type)))
        {
            var path = $"[Input] {GetType().FullName}.{member.Name}";
            var value = member.Get(this);
            if (value is null && member.Attribute.IsRequired)
                throw new ArgumentNullException(member.Name, $"{path} is required but was not given a value");
            result.Add(member.Attribute.Name, member.Attribute.Json && value is not null ? ToJson(path, value) : value);
        }

        return Task.FromResult(result.ToImmutable());
    }

    private static ImmutableArray<Member> FindMembers(Type type)
    {
        const BindingFlags all = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance;
        var fields = type.GetFields(all)
            .Select(field => (field.GetCustomAttribute<InputAttribute>(), field.Name, (Func<object, object?>)field.GetValue));
        var properties = type.GetProperties(all)
            .Select(property => (property.GetCustomAttribute<InputAttribute>(), property.Name, (Func<object, object?>)property.GetValue));
        return
        [
            .. from member in fields.Concat(properties)
               where member.Item1 is not null
               select new Member(member.Item1, member.Name, member.Item3),
        ];
    }

    private static Output<string> ToJson(string path, object input)
    {
        return Output.Untyped(input).Apply(FormatAsync);

        async Task<string> FormatAsync(object? value) =>
            WireJson.Format(await new Serializer(keepResources: false).SerializeAsync(path, value).ConfigureAwait(false));
    }

    private sealed record Member(InputAttribute Attribute, string Name, Func<object, object?> Get);
}
