using Infra.Pooling.Budget;
using Infra.Pooling.Catalog;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Catalog;

public sealed class CapacityCatalogTests
{
    [Theory]
    // Name, processors, memory, floor, and the smallest value that was seen on a real server of that memory.
    [InlineData("db.t3.micro", 2, 1, 78, 79)]
    [InlineData("db.t4g.small", 2, 2, 168, 170)]
    [InlineData("db.t4g.medium", 2, 4, 396, 405)]
    [InlineData("db.t3.large", 2, 8, 792, 844)]
    [InlineData("db.r5.large", 2, 16, 1585, 1600)]
    [InlineData("db.r8g.xlarge", 4, 32, 3171, 3300)]
    [InlineData("db.m7g.4xlarge", 16, 64, 5000, 5000)]
    [InlineData("db.r6i.16xlarge", 64, 512, 5000, 5000)]
    public void AwsInstanceClass_Known_StaysBelowWhatWasSeen(string name, int vCpu, int memoryGiB, int floor, int seen)
    {
        var known = AwsInstanceClass.All[name];
        Assert.Equal((vCpu, memoryGiB, floor), (known.VCpu, known.MemoryGiB, known.MaxConnections));
        Assert.InRange(seen, known.MaxConnections, known.NominalMaxConnections);
    }

    [Theory]
    [InlineData(1, 112)]
    [InlineData(2, 225)]
    [InlineData(4, 450)]
    [InlineData(8, 901)]
    [InlineData(16, 1802)]
    [InlineData(32, 3604)]
    [InlineData(64, 5000)]
    public void NominalMaxConnections_DocumentedMemory_IsTheFormulas(int memoryGiB, int expected) =>
        Assert.Equal(expected, new AwsInstanceClass("x", 2, memoryGiB).NominalMaxConnections);

    [Fact]
    public void All_Classes_AreTwelveBurstableAndTwelveFamiliesOfSeven() => Assert.Equal(12 + (12 * 7), AwsInstanceClass.All.Count);

    [Theory]
    [InlineData("Standard_B1ms", 1, 2, 50)]
    [InlineData("Standard_B2s", 2, 4, 429)]
    [InlineData("Standard_D2s_v3", 2, 8, 859)]
    [InlineData("Standard_B4ms", 4, 16, 1718)]
    [InlineData("Standard_D4ds_v5", 4, 16, 1718)]
    [InlineData("Standard_D8ads_v5", 8, 32, 3437)]
    [InlineData("Standard_E4ds_v4", 4, 32, 3437)]
    [InlineData("Standard_B12ms", 12, 48, 5000)]
    [InlineData("Standard_E8s_v3", 8, 64, 5000)]
    [InlineData("Standard_E64ds_v5", 64, 432, 5000)]
    [InlineData("Standard_E96ds_v5", 96, 672, 5000)]
    [InlineData("Standard_D96ds_v5", 96, 384, 5000)]
    public void AzureSku_Known_HasTheDocumentedDefault(string name, int vCores, int memoryGiB, int maxConnections)
    {
        var known = AzureSku.All[name];
        Assert.Equal((vCores, memoryGiB, maxConnections), (known.VCores, known.MemoryGiB, known.MaxConnections));
    }

    [Theory]
    [InlineData(1, 1, 189)]
    [InlineData(1, 3.5, 189)]
    [InlineData(1, 4, 823)]
    [InlineData(2, 8, 1669)]
    [InlineData(2, 16, 3360)]
    [InlineData(2, 31.5, 3360)]
    [InlineData(2, 32, 5000)]
    [InlineData(2, 256, 5000)]
    [InlineData(0.5, 16, 2000)]
    [InlineData(0, 8, 1669)]
    public void AuroraServerless_Range_FollowsTheLargestCapacity(double min, double max, int expected) =>
        Assert.Equal(expected, AuroraServerless.MaxConnections((decimal)min, (decimal)max));

    [Theory]
    [InlineData(16, null, 6)]
    [InlineData(18, null, 6)]
    [InlineData(16, 5, 6)]
    [InlineData(16, 4, 2)]
    [InlineData(15, 8, 2)]
    [InlineData(14, 14, 6)]
    [InlineData(17, 0, 2)]
    public void AwsReserved_Version_IsSixFromTheMinorThatIntroducedIt(int major, int? minor, int expected) =>
        Assert.Equal(expected, AwsReserved.Provider(major, minor));

    [Fact]
    public void For_InstanceClass_IsTheFloorWithItsProvenance()
    {
        var found = Found(Target.Aws, new() { Name = "app", User = "app", InstanceClass = "db.r7g.large", Replicas = 1, Reserve = new() { Admin = 5, Other = 7 } });

        Assert.Equal(
            new CapacityInput(Interval.Exactly(1585)) { SuperuserReserved = 3, ProviderReserved = 6, Admin = 5, Other = 7, Replicas = 1 },
            found.Capacity);
        Assert.Equal(
            "max_connections is at least 1585 on db.r7g.large with 16 GiB (1802 less what the system takes); superusers keep 3 and the provider 6.",
            found.Provenance);
    }

    [Fact]
    public void For_AuroraInstances_CountsAllButTheWriterAsReplicas() =>
        Assert.Equal(2, Found(Target.Aws, new() { Name = "app", User = "app", InstanceClass = "db.r7g.large", AuroraInstances = 3 }).Capacity.Replicas);

    [Fact]
    public void For_Serverless_NamesItsRange()
    {
        var found = Found(Target.Aws, new() { Name = "app", User = "app", Serverless = new(0.5m, 16) });

        Assert.Equal(Interval.Exactly(2000), found.Capacity.MaxConnections);
        Assert.Equal(
            "max_connections is at least 2000 on Aurora Serverless v2 with 0.5 to 16 ACU; superusers keep 3 and the provider 6.",
            found.Provenance);
    }

    [Fact]
    public void For_Sku_LeavesWhatTheDocumentationCallsUserUsable()
    {
        var found = Found(Target.Azure, new() { Name = "app", User = "app", Sku = "Standard_D4ds_v5", Reserve = new() { Admin = 0 } });

        Assert.Equal(Interval.Exactly(1703), found.Capacity.Usable);
        Assert.Equal(
            "max_connections is 1718 by default on Standard_D4ds_v5 with 16 GiB; superusers keep 10 and the provider 5.",
            found.Provenance);
    }

    [Fact]
    public void For_ExplicitMaxConnections_WinsOverAnUnknownClass()
    {
        var found = Found(Target.Aws, new() { Name = "app", User = "app", InstanceClass = "db.z9.huge", MaxConnections = 300 });

        Assert.Equal(Interval.Exactly(300), found.Capacity.MaxConnections);
        Assert.Equal("max_connections is 300, as `database.maxConnections` says; superusers keep 3 and the provider 6.", found.Provenance);
    }

    [Fact]
    public void For_NothingStated_IsUndecidedAndNeverWithin()
    {
        var found = Found(Target.Kubernetes, new() { Name = "app", User = "app", Host = "db.internal" });

        Assert.Equal("max_connections is not known; superusers keep 3.", found.Provenance);
        Assert.All(
            BudgetPlan.Create(new(found.Capacity, new NoPoolerInput(), [])).Scenarios,
            scenario => Assert.Equal(Verdict.Undecided, scenario.Verdict));
    }

    [Theory]
    [InlineData(
        "db.r7g.lage",
        "`database.instanceClass`: is not in the catalogue (received db.r7g.lage); allowed: a name from the catalogue, of which db.r7g.large, db.m7g.large, db.r6g.large are near, or any with `database.maxConnections`; "
        + "fix: write `db.r7g.large`, or state `database.maxConnections`")]
    [InlineData(
        "elephant",
        "`database.instanceClass`: is not in the catalogue (received elephant); allowed: a name from the catalogue, or any with `database.maxConnections`; "
        + "fix: state `database.maxConnections`")]
    public void For_UnknownClass_NamesTheNearest(string name, string message) =>
        Assert.Equal(
            message,
            Assert.IsType<CatalogAnswer.Missing>(CapacityCatalog.For(Specification(Target.Aws, new() { Name = "app", User = "app", InstanceClass = name })))
                .Fault.ToString());

    [Fact]
    public void For_UnknownSku_NamesTheNearest() =>
        Assert.Equal(
            "`database.sku`: is not in the catalogue (received standard_d4ds_v6); allowed: a name from the catalogue, of which Standard_D4ds_v4, Standard_D4ds_v5, Standard_D2ds_v4 are near, "
            + "or any with `database.maxConnections`; "
            + "fix: write `Standard_D4ds_v4`, or state `database.maxConnections`",
            Assert.IsType<CatalogAnswer.Missing>(CapacityCatalog.For(Specification(Target.Azure, new() { Name = "app", User = "app", Sku = "standard_d4ds_v6" })))
                .Fault.ToString());

    private static CatalogAnswer.Found Found(Target target, DatabaseOptions database) =>
        Assert.IsType<CatalogAnswer.Found>(CapacityCatalog.For(Specification(target, database)));

    private static PoolingSpecification Specification(Target target, DatabaseOptions database) => new()
    {
        Target = target,
        Database = database,
        Pooler = new() { Kind = PoolerKind.PgBouncer },
        Workloads = [new() { Name = "api", Replicas = new(1, 1, Surge.Count(0)) }],
    };
}
