using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Cli.Local;

namespace Infra.Cli.Tests;

public sealed class PodVolumesTests
{
    [Fact]
    public void Read_FoldersOfEveryKind_GivesTheFilesOfThoseThatHaveSome()
    {
        var pod = JsonNode.Parse(
            """
            {"containers": [{"volumeMounts": [
              {"name": "run", "mountPath": "/run"}, {"name": "files", "mountPath": "/etc/files"}, {"name": "map", "mountPath": "/etc/map"}]}],
             "volumes": [
              {"name": "run", "emptyDir": {"medium": "Memory"}},
              {"name": "files", "projected": {"sources": [{"secret": {"name": "users", "items": [{"key": "list", "path": "list.txt"}]}}]}},
              {"name": "map", "configMap": {"name": "settings"}}]}
            """)!;
        ImmutableArray<JsonObject> objects =
        [
            JsonNode.Parse("""{"kind": "Secret", "metadata": {"name": "users"}, "data": {"list": "b25l"}}""")!.AsObject(),
            JsonNode.Parse("""{"kind": "ConfigMap", "metadata": {"name": "settings"}, "data": {"a.ini": "two"}}""")!.AsObject(),
        ];

        var files = PodVolumes.Read("pooler", pod, pod["containers"]![0]!, objects);

        Assert.Equal(["etc/files/list.txt: one", "etc/map/a.ini: two"], files.Select(file => $"{file.Key}: {file.Value}"));
    }
}
