using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Policies.Rules;

/// <summary>Something that a configuration may set for a rule: one of the records below.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means, in one sentence with its unit.</param>
public abstract record RuleParameter(string Name, string Description)
{
    /// <summary>What is allowed, for messages: <c>a whole number from 0 to 90</c>.</summary>
    public abstract string Allowed { get; }

    /// <summary>The default, as it would be written.</summary>
    public abstract string DefaultText { get; }
}

/// <summary>A whole number.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Min">Smallest value.</param>
/// <param name="Max">Largest value.</param>
/// <param name="Default">Value where nothing is set.</param>
public sealed record NumberParameter(string Name, string Description, long Min, long Max, long Default) : RuleParameter(Name, Description)
{
    /// <inheritdoc/>
    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"a whole number from {Min} to {Max}");

    /// <inheritdoc/>
    public override string DefaultText => Default.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One of a few words.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Words">The words.</param>
/// <param name="Default">The word where nothing is set.</param>
public sealed record WordParameter(string Name, string Description, ImmutableArray<string> Words, string Default) : RuleParameter(Name, Description)
{
    /// <inheritdoc/>
    public override string Allowed => $"one of {string.Join(", ", Words)}";

    /// <inheritdoc/>
    public override string DefaultText => Default;
}

/// <summary>A list of texts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Default">The texts where nothing is set.</param>
public sealed record TextsParameter(string Name, string Description, ImmutableArray<string> Default) : RuleParameter(Name, Description)
{
    /// <inheritdoc/>
    public override string Allowed => "a list of texts";

    /// <inheritdoc/>
    public override string DefaultText => string.Join(", ", Default);
}

/// <summary>A list of waivers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
public sealed record WaiversParameter(string Name, string Description) : RuleParameter(Name, Description)
{
    /// <inheritdoc/>
    public override string Allowed => "a list of waivers";

    /// <inheritdoc/>
    public override string DefaultText => "none";
}
