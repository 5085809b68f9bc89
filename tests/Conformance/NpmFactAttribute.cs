using System.Diagnostics;

namespace Infra.Conformance;

/// <summary>A test that needs npm: skipped with the reason where there is none, but failed when CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && !HasNpm())
            Skip = "npm is not on PATH";
    }

    private static bool HasNpm()
    {
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", "--version") { RedirectStandardOutput = true });
            npm!.WaitForExit();
            return npm.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
