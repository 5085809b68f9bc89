using System.Collections.Immutable;
using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Tests.PgBouncer;

public class SettingChangesTests
{
    private static readonly PgBouncerConfiguration _empty = new() { Version = new(1, 24, 1) };

    [Fact]
    public void Between_DefaultWrittenOut_IsNoChange()
    {
        var changes = SettingChanges.Between(_empty, _empty with { Settings = Map(("max_client_conn", "100")) });

        Assert.Empty(changes.Changes);
        Assert.Null(changes.ApplyBy);
    }

    [Fact]
    public void Between_ReloadableSettings_NeedOnlyAReload()
    {
        var changes = SettingChanges.Between(
            _empty with { Settings = Map(("max_client_conn", "500")), Databases = [new("a", "h") { Settings = Map(("password", "one")) }, new("b", "h")] },
            _empty with { Settings = Map(("pool_mode", "transaction")), Databases = [new("a", "g") { Settings = Map(("password", "two")) }, new("c", "h")], Peers = [new(1, "p")] });

        Assert.Equal(
            [
                "[databases] a.host: h -> g (reload)",
                "[databases] a.password: [secret] -> [secret] (reload)",
                "[databases] b: an entry -> nothing (reload)",
                "[databases] c: nothing -> an entry (reload)",
                "[peers] 1: nothing -> an entry (reload)",
                "[pgbouncer] max_client_conn: 500 -> 100 (reload)",
                "[pgbouncer] pool_mode: session -> transaction (reload)",
            ],
            changes.Changes.Select(change => change.ToString()));
        Assert.Equal(ApplyBy.Reload, changes.ApplyBy);
    }

    [Fact]
    public void Between_WhatAReloadIgnores_NeedsARestart()
    {
        var changes = SettingChanges.Between(
            _empty with { Settings = Map(("auth_user", "x"), ("listen_port", "6433")), Databases = [new("a", "h") { Settings = Map(("user", "u")) }] },
            _empty with { Version = new(1, 25), Databases = [new("a", "h")] });

        Assert.Equal(
            [
                "[databases] a.user: u -> nothing (restart)",
                "[pgbouncer] auth_user: x -> nothing (restart)",
                "[pgbouncer] listen_port: 6433 -> 6432 (restart)",
                "version: 1.24.1 -> 1.25.0 (restart)",
            ],
            changes.Changes.Select(change => change.ToString()));
        Assert.Equal(ApplyBy.Restart, changes.ApplyBy);
    }

    private static ImmutableSortedDictionary<string, string> Map(params (string Name, string Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
}
