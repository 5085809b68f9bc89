using Infra.Stacks;
using Pulumi;

namespace Infra.Cli.Evaluation;

/// <summary>The project's own program, watched.</summary>
internal sealed class RecordedStack : PoolingStack
{
    // The SDK makes the stack itself, so the recorder cannot be handed to a constructor.
    private static readonly AsyncLocal<ResourceRecorder?> Current = new();

    public RecordedStack()
        : base(new StackOptions { ResourceTransformations = { Current.Value!.Transformation } })
    {
    }

    public static void Watch(ResourceRecorder recorder) => Current.Value = recorder;
}
