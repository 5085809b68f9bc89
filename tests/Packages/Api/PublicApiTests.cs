using System.Reflection;
using Pulumi;

namespace Infra.Packages.Api;

/// <summary>The surface of each package: a change of it is a change of a file, which somebody reviews.</summary>
public class PublicApiTests
{
    private static readonly Dictionary<string, string> OfCloud = new()
    {
        ["Infra.Policies.Rules"] = "",
        ["Infra.Pooling"] = "",
        ["Infra.Pooling.Aws"] = "Pulumi.Aws",
        ["Infra.Pooling.Claims"] = "Pulumi",
        ["Infra.Pooling.Azure"] = "Pulumi.AzureNative",
        ["Infra.Pooling.Kubernetes"] = "Pulumi.Kubernetes",
    };

    public static TheoryData<string> Libraries => [.. PackedFolder.Libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Surface_OfAPackage_IsTheOneThatWasReviewed(string id)
    {
        var file = Path.Combine(Path.GetDirectoryName(PackedFolder.Projects[id])!, "PublicAPI.txt");
        var surface = PublicApi.Of(Assembly.Load(id));
        if (Environment.GetEnvironmentVariable("REFRESH_API") == "true")
            await File.WriteAllTextAsync(Repository.PathOf(file), surface);

        var reviewed = await File.ReadAllTextAsync(Repository.PathOf(file));
        var (before, now) = (reviewed.Split('\n'), surface.Split('\n'));
        Assert.True(
            surface == reviewed,
            $"{file} is not the surface of {id}; after a review, run dotnet test tests/Packages --filter PublicApi -e REFRESH_API=true\n"
            + string.Concat(before.Except(now).Select(line => $"- {line}\n")) + string.Concat(now.Except(before).Select(line => $"+ {line}\n")));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Surface_OfAPackage_HasNoTypeOfAnotherCloud(string id)
    {
        var assemblies = PublicApi.Mentioned(Assembly.Load(id)).Select(type => type.Assembly.GetName().Name!).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.Contains(id, assemblies);
        Assert.All(assemblies, name => Assert.True(
            name == id || name.StartsWith("System", StringComparison.Ordinal)
            || (OfCloud[id].Length > 0 && (name is "Infra.Pooling" or "Pulumi" || name == OfCloud[id]))
            || (id == "Infra.Policies.Rules" && name == "Infra.Pooling"),
            $"{id} shows a type of {name}"));
    }

    [Fact]
    public void Surface_OfAType_HasALineForEachMember() => Assert.Equal(
        """
        Infra.Packages.Api.Sample (sealed class)
        Infra.Packages.Api.Sample.Found { get; } : bool [output "found"]
        Infra.Packages.Api.Sample.Size { get; set; } : int? [input "sizeOfIt", required]
        Infra.Packages.Api.Sample.const Most : int = 3
        Infra.Packages.Api.Sample.new(int size, string? name = null)
        Infra.Packages.Api.Sample.required Name { get; init; } : string?
        Infra.Packages.Api.Sample.static Find(System.Collections.Generic.List<string?> names, out bool found) : Infra.Packages.Api.Sample?
        """.ReplaceLineEndings("\n"),
        string.Join('\n', PublicApi.Of(typeof(Sample).Assembly).Split('\n').Where(line => line.StartsWith(typeof(Sample).FullName!, StringComparison.Ordinal))));
}

/// <summary>Has a member of most kinds.</summary>
public sealed class Sample
{
    public const int Most = 3;

    public Sample(int size, string? name = null) => (Name, Secret) = (name, size);

    public required string? Name { get; init; }

    [Input("sizeOfIt", required: true)]
    public int? Size { get; set; }

    [Output("found")]
    public bool Found { get; private set; }

    internal int Secret { get; }

    public static Sample? Find(List<string?> names, out bool found)
    {
        found = names.Count > 0;
        return null;
    }
}
