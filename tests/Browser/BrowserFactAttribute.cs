namespace Infra.Browser;

/// <summary>A test that needs Chromium: skipped with the reason where there is none, but failed when CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Programs.Missing(Programs.Chromium);
}

/// <summary>The same with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Programs.Missing(Programs.Chromium);

    /// <summary>Whether it needs npm too.</summary>
    public bool WithNpm
    {
        get => field;
        set
        {
            field = value;
            if (value)
                Skip ??= Programs.Missing("npm");
        }
    }
}
