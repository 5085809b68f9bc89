using System.Collections.Immutable;

namespace Infra.Pooling.Specification.Reading;

/// <summary>The databases of a server: which there are, and which a workload may name.</summary>
internal static class DatabaseNames
{
    private const string Further = "database.flexibleServer.databases";

    /// <summary>Reads the further databases of a Flexible Server.</summary>
    public static ImmutableArray<string> Read(Cursor cursor)
    {
        if (cursor.List("a list of database names", isDistinct: true) is not { } items)
            return [];
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var item in items)
        {
            if (item.Identifier(Forms.Database) is not { } name)
                continue;
            if (names.Contains(name))
                item.Wrong("is listed twice", "each database once", "remove one of the two");
            else if (name is "postgres" or "template0" or "template1" or "azure_maintenance" or "azure_sys" or "pgbouncer")
                item.Wrong("is a database that every server has from the start", "any other name", "choose another database name");
            names.Add(name);
        }

        return names.ToImmutable();
    }

    /// <summary>What is wrong with the names in a specification, however it was made.</summary>
    public static IEnumerable<Fault> Faults(PoolingSpecification specification)
    {
        var name = specification.Database.Name;
        // On other targets the key is without effect.
        var further = specification.Target == Target.Azure ? specification.Database.FlexibleServer.Databases : [];
        if (further.IndexOf(name) is >= 0 and var index)
        {
            yield return new(
                JsonPath.Index(Further, index), "is the name of `database.name` too", Display.Quoted(name), "each database once",
                "remove it");
        }

        foreach (var (number, workload) in specification.Workloads.Index())
        {
            if (workload.Database is not { } used || used == name || further.Contains(used))
                continue;
            yield return Unknown(
                $"{JsonPath.Index("workloads", number)}.database", used, specification.Target, [name, .. further.Remove(name)]);
        }
    }

    private static Fault Unknown(string path, string used, Target target, ImmutableArray<string> known)
    {
        if (target != Target.Azure)
        {
            return new(
                path, $"is not `database.name`, and on {Spelling.Of(target)} a pooler serves one database", Display.Quoted(used),
                Display.Quoted(known[0]), "remove it, and give the other database a stack of its own");
        }

        var near = Suggestion.For(used, known);
        return new(
            path, "is not a database of the server", Display.Quoted(used), string.Join(", ", known),
            near is null ? $"add it to `{Further}`" : $"did you mean `{near}`?");
    }
}
