using Infra.Pooling.Specification;

namespace Infra.Stacks;

/// <summary>What this program can make, said before the first resource is registered.</summary>
internal static class Targets
{
    /// <exception cref="SpecificationException">There is no component for the target, or it is the local one.</exception>
    public static void Check(PoolingSpecification specification)
    {
        if (specification.Target != Target.Kubernetes)
        {
            throw new SpecificationException([new(
                "target", "has no component in this version", specification.Target.ToString().ToLowerInvariant(), "kubernetes",
                "put PgBouncer on Kubernetes in front of the database, and name it in `database.host`")]);
        }

        if (specification.Database.Host == DatabaseOptions.LocalHost)
        {
            throw new SpecificationException([new(
                "database.host", "is the local target's, which has no address in a cloud", DatabaseOptions.LocalHost, "a host name",
                "run `./infra up local`, or name the host of an existing server")]);
        }
    }
}
