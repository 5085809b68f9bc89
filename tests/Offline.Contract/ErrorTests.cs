using Pulumi;
using Pulumi.Testing;

namespace Infra.Offline.Contract;

/// <summary>A failed run changes the exit code of the process, so these run alone and restore it.</summary>
public sealed class ErrorTests : ProcessStateTests
{
    [Fact]
    public async Task Run_RunException_KeepsItsMessage()
    {
        var error = await FailAsync(() => throw new RunException("the message"));

        Assert.Equal("the message", error.Message);
        Assert.Null(error.InnerException);
    }

    [Fact]
    public async Task Run_OtherException_IsRunExceptionWithTheTraceInItsText()
    {
        var error = await FailAsync(() => throw new ArgumentException("the message"));

        Assert.StartsWith("Running program '", error.Message, StringComparison.Ordinal);
        Assert.Contains("' failed with an unhandled exception:", error.Message, StringComparison.Ordinal);
        Assert.Contains("System.ArgumentException: the message", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(ErrorTests), error.Message, StringComparison.Ordinal);
        Assert.Null(error.InnerException);
    }

    [Fact]
    public async Task Run_ResourceException_HidesItsTraceOnDemand()
    {
        var hidden = await FailAsync(() => throw new ResourceException("the message", resource: null, hideStack: true));
        var shown = await FailAsync(() => throw new ResourceException("the message", resource: null));

        Assert.Equal("the message", hidden.Message);
        Assert.StartsWith("Pulumi.ResourceException: the message", shown.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(ErrorTests), shown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FailedApply_FailsTheRun()
    {
        var error = await FailAsync(() => Output.Create(1).Apply<int>(Fail));

        Assert.Equal("from Apply", error.Message);

        static int Fail(int value) => throw new RunException("from Apply");
    }

    [Fact]
    public async Task Run_LogError_FailsTheRunAtItsEnd()
    {
        var mocks = new Mocks();

        var error = await Assert.ThrowsAsync<RunException>(() => mocks.RunAsync(() =>
        {
            Log.Error("logged");
            _ = new Bucket("after");
        }));

        Assert.Equal("logged", error.Message);
        Assert.Equal("after", Assert.Single(mocks.Resources).Name);
    }

    [Fact]
    public async Task Run_SeveralErrors_AreAllReported()
    {
        var error = await Assert.ThrowsAsync<AggregateException>(() => new Mocks().RunAsync(() =>
        {
            Log.Error("one");
            Log.Exception(new InvalidOperationException("two"));
        }));

        Assert.Equal(
            ["System.InvalidOperationException: two", "one"],
            error.InnerExceptions.Select(inner => inner.Message).Order(StringComparer.Ordinal));
        Assert.All(error.InnerExceptions, inner => Assert.IsType<RunException>(inner));
    }

    [Fact]
    public async Task Run_LesserMessages_DoNotFailTheRun()
    {
        var resources = await new Mocks().RunAsync(() =>
        {
            Log.Debug("debug");
            Log.Info("info");
            Log.Warn("warn");
        });

        Assert.Empty(resources);
    }

    [Fact]
    public void Log_OutsideARun_Throws()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Log.Info("a"));

        Assert.Equal("Trying to acquire Deployment.Instance before 'Run' was called.", error.Message);
    }

    [Fact]
    public async Task Run_Failed_SetsTheExitCode()
    {
        Environment.ExitCode = 0;

        await FailAsync(() => throw new RunException("the message"));

        Assert.Equal(32, Environment.ExitCode);
    }

    [Fact]
    public async Task Run_OnlyLoggedErrors_LeavesTheExitCode()
    {
        Environment.ExitCode = 0;

        await FailAsync(() => Log.Error("logged"));

        Assert.Equal(0, Environment.ExitCode);
    }

    [Fact]
    public async Task NewResource_MissingRequiredInput_SurfacesAsynchronously()
    {
        var made = false;

        var error = await FailAsync(() =>
        {
            _ = new Site("site", new OwnerArgs());
            made = true;
        });

        Assert.True(made);
        Assert.Contains(
            "[Input] Infra.Offline.Contract.OwnerArgs.Name is required but was not given a value", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewResource_MissingNestedInput_NamesThePropertyAsWell()
    {
        var error = await FailAsync(() => _ = new Bucket("one", new BucketArgs { Owner = new OwnerArgs() }));

        Assert.Contains("error serializing property \"owner\": ", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "[Input] Infra.Offline.Contract.OwnerArgs.Name is required but was not given a value", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewResource_FailingMock_FailsTheRunAndTheOutputs()
    {
        Bucket? bucket = null;
        var mocks = new Mocks { Answer = _ => throw new InvalidOperationException("refused") };

        var error = await Assert.ThrowsAsync<RunException>(() => mocks.RunAsync(() => { bucket = new Bucket("one"); }));

        Assert.Contains("System.InvalidOperationException: refused", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Read.ValueAsync(bucket!.Label));
    }

    [Fact]
    public async Task NewResource_StateOfUnsupportedType_FailsTheRun()
    {
        var mocks = new Mocks { Answer = _ => ("id", Answers.Of("label", 1L)) };

        var error = await Assert.ThrowsAsync<RunException>(() => mocks.RunAsync(() => { _ = new Bucket("one"); }));

        Assert.Contains("System.Int64 is not a supported argument type.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "one", "'type' cannot be null or empty. (Parameter 'type')")]
    [InlineData("test:index:Bucket", "", "'name' cannot be null or empty. (Parameter 'name')")]
    public async Task NewResource_EmptyTypeOrName_Throws(string type, string name, string message)
    {
        string? seen = null;

        await new Mocks().RunAsync(() =>
        {
            seen = Assert.Throws<ArgumentException>(() => new CustomResource(type, name, ResourceArgs.Empty, null)).Message;
        });

        Assert.Equal(message, seen);
    }

    /// <summary>To catch the exception would make the run wait forever for the outputs of the resource that never was.</summary>
    [Fact]
    public async Task NewResource_ProviderAndProviders_FailsTheRun()
    {
        var error = await FailAsync(() =>
        {
            var provider = new ProviderResource("test", "own", ResourceArgs.Empty, null);
            _ = new Site("site", build: null, new ComponentResourceOptions { Provider = provider, Providers = { provider } });
        });

        Assert.StartsWith(
            "Pulumi.ResourceException: Do not supply both 'provider' and 'providers' options to a ComponentResource.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transformation_NewParent_FailsTheRun()
    {
        var error = await FailAsync(() =>
        {
            var site = new Site("site");
            ResourceTransformation move = args => new(args.Args, new CustomResourceOptions { Parent = site });
            _ = new Bucket("one", options: new CustomResourceOptions { ResourceTransformations = { move } });
        });

        Assert.Contains(
            "Transformations cannot currently be used to change the 'parent' of a resource.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewResource_AliasWithUrnAndName_FailsTheRun()
    {
        var error = await FailAsync(() => _ = new Bucket(
            "one", options: new CustomResourceOptions { Aliases = { new Alias { Urn = "urn:pulumi:a::b::c::d", Name = "old" } } }));

        Assert.Contains("Alias should not specify both Urn and Name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stack_OutputNeverAssigned_FailsTheRun()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<ForgetfulStack>(new Mocks()));

        Assert.Equal(
            "Output(s) 'Address' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.",
            error.Message);
    }

    [Fact]
    public async Task TestAsync_InsideARun_Throws()
    {
        var error = await FailAsync(() => new Mocks().RunAsync(() => { }).GetAwaiter().GetResult());

        Assert.Contains(
            "Deployment.Instance should only be set once at the beginning of a 'Run' call.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WithoutTheEngine_ThrowsOnceAwaited()
    {
        Task<int>[] runs =
        [
            Deployment.RunAsync(() => { }),
            Deployment.RunAsync(() => new Dictionary<string, object?>()),
            Deployment.RunAsync(() => Task.CompletedTask),
            Deployment.RunAsync(() => Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>())),
            Deployment.RunAsync<ForgetfulStack>(),
        ];

        foreach (var run in runs)
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => run);
            Assert.StartsWith(
                "Program run without the Pulumi engine available; re-run using the `pulumi` CLI", error.Message, StringComparison.Ordinal);
        }
    }

    private static Task<RunException> FailAsync(Action program) =>
        Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync(new Mocks(), new TestOptions(), program));

    private sealed class ForgetfulStack : Stack
    {
        [Output]
        public Output<string>? Address { get; set; }
    }
}
