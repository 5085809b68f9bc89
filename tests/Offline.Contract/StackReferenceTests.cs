using Pulumi;
using Pulumi.Testing;

namespace Infra.Offline.Contract;

public sealed class StackReferenceTests
{
    private static readonly Func<MockResourceArgs, (string? Id, object State)> s_answer = args => (args.Name, new Dictionary<string, object>
    {
        ["name"] = args.Inputs["name"],
        ["outputs"] = new Dictionary<string, object> { ["host"] = "db", ["password"] = "hush" },
        ["secretOutputNames"] = new[] { "password" },
    });

    [Fact]
    public async Task GetOutput_PresentAbsentAndSecret_AreTheOtherStacks()
    {
        var mocks = new Mocks { Answer = s_answer };

        var reference = await mocks.RunAsync(() => new StackReference("acme/shop/prod"));

        Assert.Equal("pulumi:pulumi:StackReference", mocks["acme/shop/prod"].Type);
        Assert.Equal("acme/shop/prod", mocks["acme/shop/prod"].Id);
        Assert.Equal("db", await Read.ValueAsync(reference.GetOutput("host")));
        Assert.False(await Output.IsSecretAsync(reference.GetOutput("host")));
        Assert.Null(await Read.ValueAsync(reference.GetOutput("absent")));
        Assert.Equal("hush", await Read.ValueAsync(reference.RequireOutput("password")));
        Assert.True(await Output.IsSecretAsync(reference.RequireOutput("password")));
    }

    [Fact]
    public async Task RequireOutput_Absent_NamesOutputAndStack()
    {
        var reference = await new Mocks { Answer = s_answer }.RunAsync(
            () => new StackReference("one", new StackReferenceArgs { Name = "acme/shop/prod" }));

        var error = await Assert.ThrowsAsync<KeyNotFoundException>(() => Read.ValueAsync(reference.RequireOutput("absent")));

        Assert.Equal("Required output 'absent' does not exist on stack 'acme/shop/prod'.", error.Message);
    }
}
