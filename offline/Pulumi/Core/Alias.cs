namespace Pulumi;

/// <summary>A former identity of a resource; what is left out is as it is now.</summary>
public sealed class Alias
{
    /// <summary>The whole former URN; nothing else may be given with it.</summary>
    public string? Urn { get; set; }

    public Input<string>? Name { get; set; }

    public Input<string>? Type { get; set; }

    public Input<string>? Stack { get; set; }

    public Input<string>? Project { get; set; }

    /// <summary>Only one of <see cref="Parent"/>, <see cref="ParentUrn"/> and <see cref="NoParent"/> may be given.</summary>
    public Resource? Parent { get; set; }

    public Input<string>? ParentUrn { get; set; }

    public bool NoParent { get; set; }

    internal Output<string> ToUrn(string defaultName, string defaultType, Resource? defaultParent)
    {
        if (Urn is not null)
        {
            object?[] others = [Name, Type, Project, Stack, Parent, ParentUrn, NoParent ? true : null];
            string[] names =
                [nameof(Name), nameof(Type), nameof(Project), nameof(Stack), nameof(Parent), nameof(ParentUrn), nameof(NoParent)];
            var conflict = Array.FindIndex(others, other => other is not null);
            return conflict < 0
                ? Output.Create(Urn)
                : throw new ArgumentException($"{nameof(Alias)} should not specify both {nameof(Urn)} and {names[conflict]}");
        }

        if ((Parent is null ? 0 : 1) + (ParentUrn is null ? 0 : 1) + (NoParent ? 1 : 0) >= 2)
        {
            throw new ArgumentException(
                $"Only specify one of '{nameof(Parent)}', '{nameof(ParentUrn)}' or '{nameof(NoParent)}' in an {nameof(Alias)}");
        }

        var parent = NoParent || ParentUrn is not null ? null : Parent ?? defaultParent;
        return Pulumi.Urn.Create(Name ?? defaultName, Type ?? defaultType, parent, ParentUrn, Project, Stack);
    }
}
