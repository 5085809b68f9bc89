using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Pooling.Specification;

/// <summary>The terms of a specification as they are written in it: <c>readWrite</c>, <c>rdsProxy</c>, <c>sqlalchemy-asyncpg</c>.</summary>
public static class Spelling
{
    /// <summary>How a term is written.</summary>
    public static string Of<T>(T term)
        where T : struct, Enum
    {
        var name = term.ToString();
        return term switch
        {
            PoolerKind.PgBouncer or RdsReads.PgBouncer => "pgbouncer",
            Driver => JsonNamingPolicy.KebabCaseLower.ConvertName(name),
            _ => JsonNamingPolicy.CamelCase.ConvertName(name),
        };
    }

    /// <summary>Every term of a kind, as written, in the order of declaration.</summary>
    public static ImmutableArray<string> All<T>()
        where T : struct, Enum
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var term in Enum.GetValues<T>())
            names.Add(Of(term));
        return names.ToImmutable();
    }

    /// <summary>The term that is written so; null when there is none. The case of letters counts.</summary>
    public static T? Find<T>(string text)
        where T : struct, Enum
    {
        foreach (var term in Enum.GetValues<T>())
        {
            if (Of(term) == text)
                return term;
        }

        return null;
    }
}
