using System.Reflection;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Autoscaling.V2;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Apps = Pulumi.Kubernetes.Apps.V1;
using Autoscaling = Pulumi.Kubernetes.Autoscaling.V2;
using Kubernetes = Pulumi.Kubernetes;
using Networking = Pulumi.Kubernetes.Networking.V1;
using Policy = Pulumi.Kubernetes.Policy.V1;

namespace Infra.Offline.Contract;

public sealed class KubernetesResourceTests
{
    public static TheoryData<string, string, string> Kinds => new()
    {
        { "kubernetes:core/v1:Namespace", "v1", "Namespace" },
        { "kubernetes:core/v1:ConfigMap", "v1", "ConfigMap" },
        { "kubernetes:core/v1:Secret", "v1", "Secret" },
        { "kubernetes:core/v1:Service", "v1", "Service" },
        { "kubernetes:core/v1:ServiceAccount", "v1", "ServiceAccount" },
        { "kubernetes:apps/v1:Deployment", "apps/v1", "Deployment" },
        { "kubernetes:apps/v1:StatefulSet", "apps/v1", "StatefulSet" },
        { "kubernetes:policy/v1:PodDisruptionBudget", "policy/v1", "PodDisruptionBudget" },
        { "kubernetes:networking.k8s.io/v1:NetworkPolicy", "networking.k8s.io/v1", "NetworkPolicy" },
        { "kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "autoscaling/v2", "HorizontalPodAutoscaler" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Constructor_EveryKind_SendsItsTokenVersionAndKind(string token, string apiVersion, string kind)
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => Make(kind));

        var sent = mocks["one"];
        Assert.Equal(token, sent.Type);
        Assert.Equal(apiVersion, sent.Inputs["apiVersion"]);
        Assert.Equal(kind, sent.Inputs["kind"]);
        Assert.Equal(["apiVersion", "kind"], sent.Inputs.Names().Where(name => name != "spec"));
    }

    [Fact]
    public async Task Constructor_Transformation_SeesTheProvidersOptions()
    {
        CustomResourceOptions? secret = null;
        CustomResourceOptions? deployment = null;

        await new Mocks().RunAsync(() =>
        {
            _ = new Secret("secret", null, Observed(options => secret = options));
            _ = new Apps.Deployment("deployment", null, Observed(options => deployment = options));
        });

        Assert.Equal(typeof(Secret).GetCustomAttribute<ResourceTypeAttribute>()!.Version, secret?.Version);
        Assert.Equal(["data", "stringData"], secret!.AdditionalSecretOutputs);
        Assert.Empty(secret.Aliases);
        Assert.Equal("", await Read.ValueAsync(secret.Id!));
        var aliases = await Task.WhenAll(deployment!.Aliases.Select(Read.ValueAsync));
        Assert.Equal(
            ["kubernetes:apps/v1beta1:Deployment", "kubernetes:apps/v1beta2:Deployment", "kubernetes:extensions/v1beta1:Deployment"],
            await Task.WhenAll(aliases.Select(alias => Read.ValueAsync(alias.Type!))));
    }

    [Fact]
    public async Task Constructor_GivenArgs_SetsKindInThem()
    {
        var args = new ConfigMapArgs();

        await new Mocks().RunAsync(() => new ConfigMap("one", args));

        Assert.Equal("ConfigMap", await Read.ValueAsync(args.Kind!));
        Assert.Equal("v1", await Read.ValueAsync(args.ApiVersion!));
    }

    [Fact]
    public async Task SecretArgs_AssignedMap_IsSecretAddedEntriesAreNot()
    {
        var assigned = new SecretArgs
        {
            StringData = new InputMap<string> { ["a"] = "hush" },
            Data = new InputMap<string> { ["a"] = "aHVzaA==" },
        };
        var added = new SecretArgs { StringData = { ["a"] = "hush" } };

        Assert.True(await Output.IsSecretAsync(assigned.StringData.ToOutput()));
        Assert.True(await Output.IsSecretAsync(assigned.Data.ToOutput()));
        Assert.Equal("hush", (await Read.ValueAsync(assigned.StringData))["a"]);
        Assert.False(await Output.IsSecretAsync(added.StringData.ToOutput()));
    }

    [Fact]
    public async Task Constructor_Secret_MockSeesPlainValues()
    {
        var mocks = new Mocks();

        var secret = await mocks.RunAsync(() => new Secret("one", new SecretArgs
        {
            Type = "Opaque",
            StringData = new InputMap<string> { ["password"] = Output.CreateSecret("hush") },
        }));

        Assert.Equal("hush", mocks["one"].Inputs.Map("stringData")["password"]);
        Assert.Equal("Opaque", await Read.ValueAsync(secret.Type));
    }

    [Fact]
    public async Task Constructor_Service_TakesTextOrEnumAndReadsBackItsSpec()
    {
        var mocks = new Mocks();

        var service = await mocks.RunAsync(() =>
        {
            _ = new Service("text", new ServiceArgs { Spec = new ServiceSpecArgs { Type = "ClusterIP" } });
            return new Service("one", new ServiceArgs
            {
                Spec = new ServiceSpecArgs
                {
                    Type = ServiceSpecType.LoadBalancer,
                    Selector = { ["app"] = "pool" },
                    Ports = { new ServicePortArgs { Name = "postgres", Port = 5432, TargetPort = "pool" } },
                },
            });
        });

        Assert.Equal("ClusterIP", mocks["text"].Inputs.Map("spec")["type"]);
        Assert.Equal("LoadBalancer", mocks["one"].Inputs.Map("spec")["type"]);
        var spec = await Read.ValueAsync(service.Spec);
        Assert.Equal("LoadBalancer", spec.Type);
        Assert.Equal("pool", spec.Selector["app"]);
        Assert.Equal((5432, "pool"), (spec.Ports[0].Port, spec.Ports[0].TargetPort.AsT1));
    }

    [Fact]
    public async Task Get_ExistingObject_ReadsIt()
    {
        var mocks = new Mocks();

        var map = await mocks.RunAsync(() => ConfigMap.Get("one", "db/settings"));

        Assert.Equal("db/settings", mocks["one"].Id);
        Assert.Equal("db/settings", await Read.ValueAsync(map.Id));
        Assert.Empty(mocks["one"].Inputs);
    }

    [Fact]
    public async Task Provider_OfItsOwn_IsUsedByTheResourcesOfThePackage()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() =>
        {
            var provider = new Kubernetes.Provider("own", new Kubernetes.ProviderArgs { Context = "kind", EnableServerSideApply = true });
            _ = new ConfigMap("one", null, new CustomResourceOptions { Provider = provider });
        });

        Assert.Equal("pulumi:providers:kubernetes", mocks["own"].Type);
        Assert.Equal("kind", mocks["own"].Inputs["context"]);
        Assert.Equal("true", mocks["own"].Inputs["enableServerSideApply"]);
        Assert.EndsWith("::own::own-id", mocks["one"].Provider, StringComparison.Ordinal);
    }

    private static CustomResource Make(string kind) => kind switch
    {
        "Namespace" => new Namespace("one"),
        "ConfigMap" => new ConfigMap("one"),
        "Secret" => new Secret("one"),
        "Service" => new Service("one"),
        "ServiceAccount" => new ServiceAccount("one"),
        "Deployment" => new Apps.Deployment("one"),
        "StatefulSet" => new Apps.StatefulSet("one"),
        "PodDisruptionBudget" => new Policy.PodDisruptionBudget("one"),
        "NetworkPolicy" => new Networking.NetworkPolicy("one"),
        _ => new Autoscaling.HorizontalPodAutoscaler("one", new HorizontalPodAutoscalerArgs
        {
            Spec = new HorizontalPodAutoscalerSpecArgs
            {
                MaxReplicas = 4,
                ScaleTargetRef = new CrossVersionObjectReferenceArgs { Kind = "Deployment", Name = "pool" },
            },
        }),
    };

    private static CustomResourceOptions Observed(Action<CustomResourceOptions> seen) => new()
    {
        ResourceTransformations =
        {
            args =>
            {
                seen((CustomResourceOptions)args.Options);
                return null;
            },
        },
    };
}

/// <summary>A failed run changes the exit code, so these run alone.</summary>
public sealed class KubernetesErrorTests : ProcessStateTests
{
    [Fact]
    public async Task Constructor_PodWithoutContainers_FailsTheRun()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => new Mocks().RunAsync(() =>
        {
            _ = new Apps.Deployment("one", new()
            {
                Spec = new Kubernetes.Types.Inputs.Apps.V1.DeploymentSpecArgs
                {
                    Selector = new LabelSelectorArgs(),
                    Template = new PodTemplateSpecArgs { Spec = new PodSpecArgs() },
                },
            });
        }));

        Assert.Contains(
            "[Input] Pulumi.Kubernetes.Types.Inputs.Core.V1.PodSpecArgs._containers is required but was not given a value",
            error.Message,
            StringComparison.Ordinal);
    }
}
