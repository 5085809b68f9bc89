using Infra.Cli.Doctor.Looking;

namespace Infra.Cli.Doctor.Checks;

/// <summary>When an entry takes a server connection back from a client.</summary>
/// <param name="Sharing">The mode.</param>
/// <param name="How">How it was told.</param>
internal sealed record Mode(Sharing Sharing, string How)
{
    public static Mode Of(DoctorSight sight, EntrySight entry)
    {
        if (Console(sight, entry) is { } told)
            return new(told, "the console says so");
        return entry.Sessions switch
        {
            { Value: { Sharing: Sharing.Transaction } } =>
                new(Sharing.Transaction, "two clients had the same server connection while both were there"),
            { Value: { Sharing: Sharing.Session } } =>
                new(Sharing.Session, "no client met the server connection of another that was still there"),
            { Value: { Sharing: Sharing.Statement } } => new(Sharing.Statement, "the pooler allows no transaction"),
            { Value: { Sharing: Sharing.None } } => new(Sharing.None, "nothing stands between the client and the server"),
            { Value: { Reason: { } reason } } => new(Sharing.Unknown, reason),
            _ => new(Sharing.Unknown, entry.Sessions.Reason ?? "it was not seen"),
        };
    }

    /// <summary>The row of SHOW DATABASES that an entry takes.</summary>
    public static Func<string, string?>? Row(DoctorSight sight, EntrySight entry) =>
        sight.Console.Value?.Databases.Value?.Read().FirstOrDefault(row => row("name") == entry.Address.Database);

    private static Sharing? Console(DoctorSight sight, EntrySight entry)
    {
        if (sight.Console.Value is not { } console)
            return null;
        return (Row(sight, entry)?.Invoke("pool_mode") ?? console.Config.Value?.GetValueOrDefault("pool_mode")) switch
        {
            "session" => Sharing.Session,
            "transaction" => Sharing.Transaction,
            "statement" => Sharing.Statement,
            _ => null,
        };
    }
}
