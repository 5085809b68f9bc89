using Pulumi;

namespace Infra.Pooling.Azure;

/// <summary>
/// Children that are made one after another. Azure refuses a change to a server while another is under way (ServerBusy), and a change
/// to a replica occupies its primary.
/// </summary>
internal sealed class Sequence(Resource parent)
{
    private readonly List<Resource> _before = [];

    /// <summary>Options of a child that waits for everything so far.</summary>
    public CustomResourceOptions After => new() { Parent = parent, DependsOn = [.. _before] };

    /// <summary>Makes the next child; what follows waits for it alone, as it waited for the rest.</summary>
    public T Then<T>(Func<CustomResourceOptions, T> make)
        where T : Resource
    {
        var made = make(After);
        _before.Clear();
        _before.Add(made);
        return made;
    }
}
