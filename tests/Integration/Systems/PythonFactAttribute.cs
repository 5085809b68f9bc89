using System.ComponentModel;
using System.Diagnostics;

namespace Infra.Integration.Systems;

/// <summary>A test with real servers and the Python drivers of Debian; skipped where they are missing, but not where CI is true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : RealServersFactAttribute
{
    private static readonly Lazy<bool> HasDrivers = new(Find);

    /// <summary>Looks for the drivers once.</summary>
    public PythonFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && Skip is null && !HasDrivers.Value)
            Skip = $"{PythonDriver.Interpreter} lacks the drivers; install python3-asyncpg, python3-sqlalchemy and python3-psycopg2";
    }

    private static bool Find()
    {
        try
        {
            using Process python = Process.Start(new ProcessStartInfo(PythonDriver.Interpreter, ["-c", "import asyncpg, sqlalchemy, psycopg2"]) { RedirectStandardError = true })!;
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
