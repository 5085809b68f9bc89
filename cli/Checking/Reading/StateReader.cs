using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Cli.Checking.Reading;

/// <summary>Reads what <c>pulumi stack export</c> writes. Resources that are only waiting to be deleted are left out.</summary>
internal static class StateReader
{
    public static ToldStack Read(JsonTokens tokens, string file)
    {
        if (tokens.Read() != JsonTokenType.StartObject)
            throw JsonValues.WrongType(tokens, "the document", "the object that `pulumi stack export` writes");
        ImmutableArray<ToldResource>? resources = null;
        while (tokens.NextName() is { } name)
        {
            if (name == "deployment")
                resources = Deployment(tokens);
            else
                tokens.Skip();
        }

        tokens.End();
        return new(file, FileKind.State, resources
            ?? throw tokens.Wrong("the file has no `deployment`", "name a file that `pulumi stack export` wrote; for a preview use --preview-json"));
    }

    private static ImmutableArray<ToldResource> Deployment(JsonTokens tokens)
    {
        if (tokens.Read() == JsonTokenType.Null)
            return [];
        if (tokens.Type != JsonTokenType.StartObject)
            throw JsonValues.WrongType(tokens, "deployment", "an object");
        var resources = ImmutableArray.CreateBuilder<ToldResource>();
        while (tokens.NextName() is { } name)
        {
            if (name == "resources")
                resources.AddRange(Resources(tokens));
            else
                tokens.Skip();
        }

        return resources.DrainToImmutable();
    }

    private static IEnumerable<ToldResource> Resources(JsonTokens tokens)
    {
        if (tokens.Read() == JsonTokenType.Null)
            yield break;
        if (tokens.Type != JsonTokenType.StartArray)
            throw JsonValues.WrongType(tokens, "deployment.resources", "a list");
        while (tokens.Read() != JsonTokenType.EndArray)
        {
            if (ResourceReader.Current(tokens, inputsWin: false) is { IsDeleted: false } resource)
                yield return resource;
        }
    }
}
