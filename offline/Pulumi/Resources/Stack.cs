using System.Reflection;

namespace Pulumi;

/// <summary>How a stack is managed.</summary>
public class StackOptions
{
    /// <summary>Applied to the stack and to every resource in it.</summary>
    public List<ResourceTransformation> ResourceTransformations
    {
        get => field ??= [];
        set;
    }

    /// <summary>Run by the engine only.</summary>
    public List<ResourceTransform> ResourceTransforms
    {
        get => field ??= [];
        set;
    }
}

/// <summary>The root of all resources of a program.</summary>
public class Stack : ComponentResource
{
    internal const string RootType = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(RootType, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", Convert(options)) =>
        Deployment.Required.Stack = this;

    /// <summary>Registers the properties marked with <see cref="OutputAttribute"/>; every one must hold an output by now.</summary>
    internal void RegisterPropertyOutputs()
    {
        var outputs =
            (from property in GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
             let attribute = property.GetCustomAttribute<OutputAttribute>()
             where attribute is not null && !property.DeclaringType!.IsAssignableFrom(typeof(Stack))
             select KeyValuePair.Create(attribute.Name ?? property.Name, property.GetValue(this))).ToList();

        var missing = outputs.Where(output => output.Value is null).Select(output => output.Key).ToList();
        if (missing.Count > 0)
        {
            throw new RunException(
                $"Output(s) '{string.Join(", ", missing)}' have no value assigned. " +
                "[Output] attributed properties must be assigned inside Stack constructor.");
        }

        var wrong = outputs.Where(output => output.Value is not IOutput).Select(output => output.Key).ToList();
        if (wrong.Count > 0)
            throw RunException.OutputsHaveIncorrectType(wrong);

        RegisterOutputs(new Dictionary<string, object?>(outputs));
    }

    private static ComponentResourceOptions? Convert(StackOptions? options) => options is null ? null : new()
    {
        ResourceTransformations = options.ResourceTransformations,
        ResourceTransforms = options.ResourceTransforms,
    };
}
