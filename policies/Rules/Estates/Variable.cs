using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>An environment variable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; never to be shown.</param>
/// <param name="At">Where it stands.</param>
internal readonly record struct Variable(string Name, Reading<string> Value, Subject At)
{
    /// <summary>Whether the value is secret, so that nothing out of it may be shown.</summary>
    public bool IsSecret { get; init; }
}

/// <summary>The environment of a program.</summary>
/// <param name="ByName">Its variables.</param>
internal sealed record ProgramEnvironment(IReadOnlyDictionary<string, Variable> ByName)
{
    /// <summary>An environment of which nothing can be read.</summary>
    public static ProgramEnvironment Unread(Subject at) => new(ImmutableDictionary<string, Variable>.Empty) { UnreadAt = at };

    /// <summary>Where variables come from that cannot be read; null where all can.</summary>
    public Subject? UnreadAt { get; init; }

    /// <summary>Where anything may stand: what cannot be read, else the first variable whose value is not known; null where all is known.</summary>
    public Subject? OpenAt => UnreadAt ?? ByName.Values.Where(variable => variable.Value.IsUnknown)
        .OrderBy(variable => variable.Name, StringComparer.Ordinal).Select(variable => (Subject?)variable.At).FirstOrDefault();

    /// <summary>A variable; null where it is not set, or where that cannot be told.</summary>
    public Variable? this[string name] => ByName.TryGetValue(name, out var variable) ? variable : null;

    /// <summary>The first of several names that is set.</summary>
    public Variable? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (ByName.TryGetValue(name, out var variable))
                return variable;
        }

        return null;
    }
}
