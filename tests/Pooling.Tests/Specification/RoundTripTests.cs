using System.Text.Json;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Specification;

public sealed class RoundTripTests
{
    [Fact]
    public void Read_OfToJson_GivesAnEqualSpecification()
    {
        foreach (var specification in RandomSpecifications.Many(500))
            Assert.Equivalent(specification, PoolingSpecification.Read(specification.ToJson()), strict: true);
    }

    [Fact]
    public void ToJson_OfRead_IsTheSameText()
    {
        foreach (var json in RandomSpecifications.Many(500, seed: 2).Select(specification => specification.ToJson()))
            Assert.Equal(json.GetRawText(), PoolingSpecification.Read(json).ToJson().GetRawText());
    }

    [Fact]
    public void ToJson_SmallestInput_WritesEveryDefaultOut()
    {
        const string expected = """
            {
              "target": "kubernetes",
              "database": {"name": "app", "user": "app", "version": 16, "host": "local", "port": 5432, "replicas": 1, "reserve": {"admin": 10, "other": 0}},
              "pooler": {"kind": "pgbouncer", "mode": "transaction", "port": 6432, "version": "1.26.1", "replicas": {"min": 2, "max": 2, "surge": "0"},
                         "processes": 1, "peering": true, "drain": "5m", "metrics": false, "isolation": true, "readFallback": "fail", "auth": "userlist",
                         "rootCertificate": "/etc/pooling/ca.crt", "settings": {}},
              "timeouts": {"connect": "10s", "queueWait": "8s", "lock": "15s", "statement": "20s", "command": "30s", "idleInTransaction": "1m"},
              "workloads": [{"name": "api", "profile": "none", "replicas": {"min": 2, "max": 2, "surge": "25%"}, "processes": 1,
                             "pool": {"size": 10, "overflow": 0}, "driver": "libpq", "route": "readWrite", "needs": []}],
              "budget": {"headroomPercent": 20, "waivers": []}
            }
            """;
        using var document = JsonDocument.Parse(expected);

        Assert.Equal(JsonSerializer.Serialize(document.RootElement), Sample.Read(Sample.Kubernetes).ToJson().GetRawText());
    }

    [Fact]
    public void ToJson_DecimalsWithTrailingZeros_AreWrittenWithoutThem()
    {
        var specification = Sample.Read(Sample.With(
            Sample.Kubernetes, ("workloads.0.load", """{"peakRps": "1000.50", "meanQuery": "0.50ms"}""")));

        Assert.Equal("""{"peakRps":1000.5,"meanQuery":"0.5ms"}""", specification.ToJson().GetProperty("workloads")[0].GetProperty("load").GetRawText());
    }

    [Fact]
    public void ToJson_DetailsOfALoad_AreReadBack()
    {
        const string Load = """{"peakRps":10,"meanQuery":"5ms","transactions":2.5,"variation":0,"busy":0.25,"reads":0.8}""";

        var specification = Sample.Read(Sample.With(Sample.Kubernetes, ("workloads.0.load", Load)));

        Assert.Equal(Load, specification.ToJson().GetProperty("workloads")[0].GetProperty("load").GetRawText());
        Assert.Equal(
            new LoadOptions(10, TimeSpan.FromMilliseconds(5)) { Transactions = 2.5m, Variation = 0, Busy = 0.25m, Reads = 0.8m },
            specification.Workloads[0].Load);
    }
}
