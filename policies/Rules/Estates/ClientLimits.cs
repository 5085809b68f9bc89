using System.Globalization;

namespace Infra.Policies.Rules.Estates;

/// <summary>How long a client waits, as far as its connection string, its variables or its platform say it.</summary>
/// <param name="What">What waits: <c>Command Timeout</c>.</param>
/// <param name="Seconds">How long; null where it is said but not known.</param>
/// <param name="At">Where it is said.</param>
internal readonly record struct ClientLimit(string What, double? Seconds, Subject At)
{
    /// <summary>Everything that ends a client's wait for a connection.</summary>
    public static IEnumerable<ClientLimit> OfWaiting(Client client) => Connect(client).Concat(OfCommands(client));

    /// <summary>Everything that ends a client's wait for a statement. 0 means no limit and is left out.</summary>
    public static IEnumerable<ClientLimit> OfCommands(Client client)
    {
        if (client.Connection is { Form: ConnectionForm.Npgsql } npgsql)
        {
            // Npgsql documentation, "Connection String Parameters": 30 s by default.
            if ((Number(npgsql, "command timeout", "commandtimeout") ?? 30) is var seconds and > 0)
                yield return new("Command Timeout", seconds, client.HostAt);
        }
        else if (client.Connection is { } other && Number(other, "command_timeout") is { } limit and > 0)
        {
            yield return new("command_timeout", limit, client.HostAt);
        }

        if (client.Environment?["PREFECT_API_DATABASE_TIMEOUT"] is { } prefect)
            yield return new(prefect.Name, Parse(prefect.Value.Value), prefect.At);
        if (client.Resource.Type == Checks.Budgets.LambdaReserved.Function)
        {
            // AWS Lambda developer guide, "Configure Lambda function timeout": 3 s by default.
            var timeout = client.Resource["timeout"];
            yield return new("the function's timeout", timeout.IsAbsent ? 3 : timeout.Number is { IsKnown: true } known ? known.Value : null, Reads.At(client.Resource, timeout));
        }
    }

    private static IEnumerable<ClientLimit> Connect(Client client)
    {
        if (client.Connection is { Form: ConnectionForm.Npgsql } npgsql)
        {
            // Npgsql documentation, "Connection String Parameters": 15 s by default.
            if ((Number(npgsql, "timeout", "connection timeout") ?? 15) is var seconds and > 0)
                yield return new("Timeout", seconds, client.HostAt);
        }
        else if (client.Connection is { } other && Number(other, "connect_timeout", "connecttimeout") is { } limit and > 0)
        {
            yield return new("connect_timeout", limit, client.HostAt);
        }

        if (client.Environment?["PREFECT_API_DATABASE_CONNECTION_TIMEOUT"] is { } prefect)
            yield return new(prefect.Name, Parse(prefect.Value.Value), prefect.At);
    }

    private static double? Number(ConnectionText text, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (text.Options.TryGetValue(name, out var value))
                return Parse(value);
        }

        return null;
    }

    private static double? Parse(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
