namespace Infra.Pooling.Profiles;

/// <summary>Reducto's worker pods: one process, hence 4 + 8 = 12 connections a pod.</summary>
internal static class ReductoWorker
{
    public static readonly Profile Profile = new()
    {
        Name = "reducto-worker",
        Source = Reducto.Source,
        Driver = Specification.Driver.SqlalchemyAsyncpg,
        Pool = Reducto.Pool,
        Variables = context => Reducto.Variables(context).ToSorted(),
    };
}
