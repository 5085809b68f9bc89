using System.Collections.Frozen;
using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.RdsParameters;

/// <summary>Judges the parameters of a database on AWS before AWS does.</summary>
public static class RdsParameterCatalogue
{
    private static readonly FrozenDictionary<string, RdsParameter> ByName = RdsParameterTable.All.ToFrozenDictionary(parameter => parameter.Name);

    /// <summary>Every parameter that is known, by name.</summary>
    public static ImmutableArray<RdsParameter> All { get; } = [.. RdsParameterTable.All.OrderBy(parameter => parameter.Name, StringComparer.Ordinal)];

    /// <summary>The parameter of a name; null when it is not known.</summary>
    public static RdsParameter? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Judges one parameter that somebody chose.</summary>
    /// <param name="path">Where it stands, for the message: <c>database.rds.parameters.work_mem</c>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="options">Value and time of application.</param>
    /// <param name="version">Major version of PostgreSQL.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static Fault? Check(string path, string name, RdsParameterOptions options, int version)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Find(name) is not { } parameter)
        {
            var near = Nearest.To(name, ByName.Keys);
            return new(path, "is not a parameter in the catalogue", name, $"a parameter of postgres{version} that the catalogue holds", near is null ? "remove it" : $"did you mean `{near}`?");
        }

        if (parameter.OwnedBy is { } owner)
        {
            var isKey = !owner.Contains(' ', StringComparison.Ordinal) && owner.Contains('.', StringComparison.Ordinal);
            return new(path, $"is decided by {(isKey ? $"`{owner}`" : owner)}", options.Value, "parameters that nothing else decides", isKey ? $"remove it and set `{owner}`" : "remove it");
        }

        if (version < parameter.Since)
            return new(path, $"is not known to PostgreSQL {version}", options.Value, $"PostgreSQL {parameter.Since} or newer", "remove it, or raise `database.version`");
        if (parameter.Normalize(options.Value) is null)
            return new(path, "the value does not suit the parameter", options.Value, parameter.Allowed, "write such a value, without a unit");
        return parameter.IsStatic && options.Apply == ParameterApply.Immediate
            ? new($"{path}.apply", "is immediate, but the parameter is static and takes effect only when the server restarts", "immediate", "pending-reboot", "write `pending-reboot`, or remove it")
            : null;
    }
}
