namespace Infra.Pooling.Profiles;

/// <summary>Reducto's HTTP pods: 8 gunicorn workers with a pool each, hence 8 × (4 + 8) = 96 connections a pod.</summary>
internal static class ReductoHttp
{
    public static readonly Profile Profile = new()
    {
        Name = "reducto-http",
        Source = Reducto.Source,
        Driver = Specification.Driver.SqlalchemyAsyncpg,
        Processes = 8,
        Pool = Reducto.Pool,
        Variables = context => Reducto.Variables(context).Plain("HTTP_WORKERS", context.Processes).ToSorted(),
    };
}
