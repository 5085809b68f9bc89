namespace Infra.Pooling.PgBouncer;

/// <summary>Traps of pools, queues and time-outs.</summary>
internal static class PoolChecks
{
    public static void Run(LintContext context)
    {
        CheckModes(context);
        CheckResetQuery(context);
        CheckSizes(context);
        CheckTimes(context);
        CheckHosts(context);
    }

    private static void CheckModes(LintContext context)
    {
        const string allowed = "transaction, where the clients keep nothing in their session";
        if (context.Is("pool_mode", "session"))
            context.Find(LintRules.SessionMode, "pool_mode", "every client keeps a server connection until it disconnects", allowed, "set pool_mode = transaction");
        foreach (var entry in context.Document.Databases.Values.Concat(context.Document.Users.Values))
        {
            if (entry.Value("pool_mode") is { } mode && mode.Equals("session", StringComparison.OrdinalIgnoreCase) && !context.Is("pool_mode", "session"))
                context.Find(LintRules.SessionMode, entry.Line, $"every client of `{entry.Name}` keeps a server connection until it disconnects", mode, allowed, "set pool_mode=transaction");
        }

        if (!Shares(context) || context.Number("max_prepared_statements") != 0)
            return;
        if (context.Knows("max_prepared_statements"))
            context.Find(LintRules.PreparedOff, "max_prepared_statements", "clients that prepare statements fail, because their server connection changes", "1 or more, larger than the number of statements in common use", "set max_prepared_statements = 200");
        else
            context.FindOverall(LintRules.PreparedOff, $"PgBouncer {context.Version} carries no prepared statements from one server connection to another", null, "PgBouncer 1.21 or newer", "run a newer PgBouncer, or turn prepared statements off in the clients");
    }

    private static void CheckResetQuery(LintContext context)
    {
        if (!Shares(context))
            return;
        var query = context.Value("server_reset_query");
        if (query.Length > 0 && context.Number("server_reset_query_always") != 0)
        {
            context.Find(LintRules.ResetQueryAlways, "server_reset_query_always", "the reset query runs after every transaction, which costs a round trip each", "0", "set server_reset_query_always = 0, and let no client keep state in its session");
        }
        else if (query.Length > 0 && context.IsSet("server_reset_query") && !HasSessionPool(context))
        {
            context.Find(LintRules.ResetQueryUnused, "server_reset_query", $"the query never runs, because no pool is in session mode", "a reset query only where there is session mode", "remove it; what a session keeps reaches the next client");
        }
    }

    private static void CheckSizes(LintContext context)
    {
        var defaultSize = context.Number("default_pool_size");
        var zero = context.Version >= new PgBouncerVersion(1, 24) ? "0 means a pool without limit" : "0 means a pool without any connection, so every client waits";
        if (defaultSize == 0)
            context.Find(LintRules.UnlimitedPool, "default_pool_size", zero, "1 or more", "set the number of server connections that each pool may use");
        foreach (var entry in context.Document.Databases.Values.Concat(context.Document.Users.Values))
        {
            if (LintContext.Number(entry, "pool_size") == 0)
                context.Find(LintRules.UnlimitedPool, entry.Line, $"{zero}, and `{entry.Name}` sets pool_size so", "0", "1 or more", "set the number of server connections that each pool may use");
        }

        var databases = context.Document.Databases.Values;
        foreach (var entry in databases.Where(entry => entry.Value("user") is null && (LintContext.Number(entry, "max_db_connections") ?? context.Number("max_db_connections")) == 0))
        {
            context.Find(LintRules.NoDatabaseLimit, entry.Line, $"`{entry.Name}` has a pool for every role and no limit over all of them", null, "max_db_connections of 1 or more in the entry or for all", "set max_db_connections to what the server can spare");
        }

        var largest = databases.Select(entry => (double)(LintContext.Number(entry, "pool_size") ?? 0)).Append(defaultSize).Max();
        if (context.Number("max_client_conn") < largest)
            context.Find(LintRules.ClientLimit, "max_client_conn", $"a pool of {LintContext.Text(largest)} server connections can never be used", $"more than {LintContext.Text(largest)}", "raise max_client_conn or make the pool smaller");
    }

    private static void CheckTimes(LintContext context)
    {
        var wait = context.Number("query_wait_timeout");
        if (wait == 0)
        {
            context.Find(LintRules.EndlessQueue, "query_wait_timeout", "clients wait for a server connection without end", "more than 0 and less than the clients' own time-out", "set query_wait_timeout, for example to 10");
        }
        else
        {
            foreach (var name in new[] { "server_connect_timeout", "reserve_pool_timeout" })
            {
                if (context.Number(name) >= wait)
                    context.Find(LintRules.TimeoutOrder, name, $"a client gives up waiting before {name} ends", $"less than query_wait_timeout, {LintContext.Text(wait)}", $"lower {name} or raise query_wait_timeout");
            }
        }

        if (context.Number("server_lifetime") == 0)
            context.Find(LintRules.SingleUse, "server_lifetime", "0 means that every server connection is closed after one use", "more than 0", "set server_lifetime = 3600");
    }

    private static void CheckHosts(LintContext context)
    {
        foreach (var entry in context.Document.Databases.Values)
        {
            if (entry.Value("host") is not { } host || !host.Contains(','))
                continue;
            if (context.Is(ServerIdentity.SettingName, ServerIdentity.Full) && !ServerIdentity.VerifiesNames(context.Version, host.Split(',').Length))
                context.Find(LintRules.UnverifiableHosts, entry.Line, $"PgBouncer {context.Version} compares the certificate of a server of `{entry.Name}` with the whole list, and so accepts none", host, "one host, or PgBouncer 1.25.0 or newer", "run that version, or set server_tls_sslmode = verify-ca");
            context.Find(LintRules.HostList, entry.Line, $"the hosts of `{entry.Name}` are used in turn; none is skipped when it is down, and none is asked whether it is the primary", host, "one host, or hosts that are always up and alike", "lead the entry to a name that follows the primary");
        }

        if (context.Number("so_reuseport") != 0 && context.Number("peer_id") == 0)
            context.Find(LintRules.LostCancels, "so_reuseport", "a cancel request may reach a process that does not know the query", "a peer_id for each process, and all of them in [peers]", "set peer_id and [peers]");
        else if (context.Number("peer_id") == 0 && !context.Document.Peers.IsEmpty)
            context.Find(LintRules.LostCancels, "peer_id", "[peers] has no effect without a peer_id of this process", "1 to 16383", "set peer_id");
    }

    /// <summary>Whether some pool passes a server connection on before the client has gone.</summary>
    private static bool Shares(LintContext context) =>
        !context.Is("pool_mode", "session") || context.Document.Databases.Values.Any(entry => context.Mode(entry) != "session");

    private static bool HasSessionPool(LintContext context) => context.Is("pool_mode", "session")
        || context.Document.Databases.Values.Concat(context.Document.Users.Values).Any(entry => context.Mode(entry) == "session");
}
