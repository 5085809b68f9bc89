using System.Collections.Immutable;

namespace Infra.Pooling.Profiles;

/// <summary>The systems that are known.</summary>
public static class ProfileCatalogue
{
    /// <summary>The name that stands for no profile.</summary>
    public const string None = "none";

    /// <summary>Every profile.</summary>
    public static ImmutableArray<Profile> All { get; } =
    [
        Fides.Profile, ReductoHttp.Profile, ReductoWorker.Profile, Prefect.Profile, Kratos.Profile, Hydra.Profile, Athena.Profile,
    ];

    /// <summary>Every name that a workload may give, <see cref="None"/> last.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(profile => profile.Name), None];

    /// <summary>The profile of a name; null for <see cref="None"/>, null and names that are not known.</summary>
    public static Profile? Find(string? name) => All.FirstOrDefault(profile => profile.Name == name);

    /// <summary>The environment variables of a workload, sorted by name; those of libpq when it has no profile.</summary>
    /// <param name="name">Name of the profile; null or <see cref="None"/> for none.</param>
    /// <param name="context">What they are made of.</param>
    public static ImmutableSortedDictionary<string, EnvironmentValue> Variables(string? name, ProfileContext context) =>
        (Find(name)?.Variables ?? NoProfile.Variables)(context);
}
