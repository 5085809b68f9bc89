using System.Text.Json;

namespace Infra.Packages;

/// <summary>Programs of somebody who has the packages and not the sources: what each README shows.</summary>
[Collection(PackedCollection.Name)]
public class ConsumerTests(PackedFolder packed)
{
    private string StandIns => packed.Folder("standins");

    [Fact]
    public async Task Readmes_AsPrograms_CompileWithTheirPackageAlone()
    {
        PackageSources.AddStandIns(StandIns);
        var folder = packed.Folder("consumers");
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"""
            <configuration><packageSources><add key="packed" value="{packed.Feed}" /><add key="standins" value="{StandIns}" /></packageSources></configuration>
            """);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "consumers.slnx"), $"<Solution>{string.Concat(PackedFolder.Libraries.Select(id => $"<Project Path=\"{id}/{id}.csproj\" />"))}</Solution>");
        foreach (var id in PackedFolder.Libraries)
            await WriteAsync(Path.Combine(folder, id), id);

        await Shell.MustAsync(folder, "dotnet", ["build", "consumers.slnx", "--nologo", "-m:1", "-p:NuGetAudit=false"], packed.Cache);

        Assert.Equal(
            [$"Infra.Pooling.Kubernetes/{packed.Version}", $"Infra.Pooling/{packed.Version}"],
            Restored(folder, "Infra.Pooling.Kubernetes").Where(library => library.StartsWith("Infra.", StringComparison.Ordinal)));
        Assert.DoesNotContain(Restored(folder, "Infra.Pooling.Kubernetes"), library => OfACloud(library, "Pulumi.Aws/", "Pulumi.AzureNative/"));
        Assert.DoesNotContain(Restored(folder, "Infra.Pooling.Aws"), library => OfACloud(library, "Pulumi.Kubernetes/", "Pulumi.AzureNative/"));
        Assert.DoesNotContain(Restored(folder, "Infra.Pooling.Azure"), library => OfACloud(library, "Pulumi.Kubernetes/", "Pulumi.Aws/"));
        Assert.Equal([$"Infra.Pooling/{packed.Version}"], Restored(folder, "Infra.Pooling"));
        var told = await Shell.MustAsync(folder, "dotnet", [Path.Combine("Infra.Pooling", "bin", "Debug", "net10.0", "Infra.Pooling.Consumer.dll")]);
        Assert.Matches("^Steady: .* server connections, Within\n", told);
        Assert.Equal("", await Shell.MustAsync(folder, "dotnet", [Path.Combine("Infra.Policies.Rules", "bin", "Debug", "net10.0", "Infra.Policies.Rules.Consumer.dll")]));
    }

    private async Task WriteAsync(string folder, string id)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{id}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AssemblyName>{id}.Consumer</AssemblyName>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{id}" Version="{packed.Version}" />
              </ItemGroup>
            </Project>
            """);
        var readme = await File.ReadAllTextAsync(Repository.PathOf(Path.Combine(Path.GetDirectoryName(PackedFolder.Projects[id])!, "README.md")));
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), readme.Split("```csharp\n")[1].Split("```")[0]);
    }

    private static bool OfACloud(string library, params string[] clouds) => clouds.Any(cloud => library.StartsWith(cloud, StringComparison.Ordinal));

    private static List<string> Restored(string folder, string id)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, id, "obj", "project.assets.json")));
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name).Order(StringComparer.Ordinal)];
    }
}
