using Pulumi;

namespace Infra.Offline.Contract;

public sealed class OptionsTests
{
    [Fact]
    public async Task Merge_CustomResourceOptions_SecondWinsAndListsAreJoined()
    {
        await new Mocks().RunAsync(() =>
        {
            var one = new Bucket("one");
            var two = new Bucket("two");
            var first = new CustomResourceOptions
            {
                Protect = true,
                Parent = one,
                Version = "1",
                DependsOn = { one },
                IgnoreChanges = { "a" },
                ReplaceOnChanges = { "x" },
                AdditionalSecretOutputs = { "s" },
                Aliases = { new Alias { Name = "old" } },
                DeleteBeforeReplace = true,
                CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(1) },
            };
            var second = new CustomResourceOptions
            {
                Protect = false,
                Parent = two,
                DependsOn = { two },
                IgnoreChanges = { "b" },
                AdditionalSecretOutputs = { "t" },
                Aliases = { new Alias { Name = "older" } },
                ImportId = "id",
                RetainOnDelete = true,
                DeletedWith = one,
            };

            var merged = CustomResourceOptions.Merge(first, second);

            Assert.False(merged.Protect);
            Assert.Same(two, merged.Parent);
            Assert.Equal("1", merged.Version);
            Assert.Equal(["a", "b"], merged.IgnoreChanges);
            Assert.Equal(["x"], merged.ReplaceOnChanges);
            Assert.Equal(["s", "t"], merged.AdditionalSecretOutputs);
            Assert.Equal(2, merged.Aliases.Count);
            Assert.True(merged.DeleteBeforeReplace);
            Assert.Equal("id", merged.ImportId);
            Assert.True(merged.RetainOnDelete);
            Assert.Same(one, merged.DeletedWith);
            Assert.Equal(TimeSpan.FromMinutes(1), merged.CustomTimeouts?.Create);
            Assert.Equal(["a"], first.IgnoreChanges);
            Assert.True(first.Protect);
        });
    }

    [Fact]
    public async Task Merge_DependsOn_IsJoined()
    {
        Task<Resource[]>? joined = null;

        await new Mocks().RunAsync(() =>
        {
            var merged = CustomResourceOptions.Merge(
                new CustomResourceOptions { DependsOn = { new Bucket("one") } },
                new CustomResourceOptions { DependsOn = { new Bucket("two") } });
            joined = Read.ItemsAsync(merged.DependsOn);
        });

        Assert.Equal(["one", "two"], (await joined!).Select(resource => resource.GetResourceName()));
    }

    [Fact]
    public async Task Merge_ProvidersOfComponents_SecondWinsByPackage()
    {
        await new Mocks().RunAsync(() =>
        {
            var first = new ProviderResource("test", "first", ResourceArgs.Empty, null);
            var second = new ProviderResource("test", "second", ResourceArgs.Empty, null);
            var other = new ProviderResource("other", "other", ResourceArgs.Empty, null);

            var merged = ComponentResourceOptions.Merge(
                new ComponentResourceOptions { Providers = { first, other } },
                new ComponentResourceOptions { Providers = { second } });

            Assert.Equal([other, second], merged.Providers);
        });
    }

    [Fact]
    public void Merge_Null_IsAnEmptyOrPlainCopy()
    {
        var options = new CustomResourceOptions { Protect = true };

        Assert.Null(CustomResourceOptions.Merge(null, null).Protect);
        Assert.True(CustomResourceOptions.Merge(options, null).Protect);
        Assert.True(CustomResourceOptions.Merge(null, options).Protect);
        Assert.NotSame(options, CustomResourceOptions.Merge(options, null));
        Assert.Null(ComponentResourceOptions.Merge(null, null).Parent);
    }

    [Fact]
    public async Task Urn_Create_NamesStackProjectTypeAndName()
    {
        Output<string>? root = null;
        Output<string>? child = null;

        await new Mocks().RunAsync(() =>
        {
            root = Urn.Create("one", "test:index:Bucket");
            child = Urn.Create("two", "test:index:Bucket", parentUrn: root, project: null);
        });

        Assert.Equal("urn:pulumi:stack::project::test:index:Bucket::one", await Read.ValueAsync(root!));
        Assert.Equal("urn:pulumi:stack::project::test:index:Bucket$test:index:Bucket::two", await Read.ValueAsync(child!));
    }
}
