namespace Infra.Browser;

/// <summary>A test that needs Chromium: skipped with the reason where there is none, but failed when CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && Chromium.Find() is null)
            Skip = Chromium.Missing;
    }
}

/// <summary>The same with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && Chromium.Find() is null)
            Skip = Chromium.Missing;
    }
}
