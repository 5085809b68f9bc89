using System.Diagnostics;

namespace Infra.Browser;

/// <summary>A headless Chromium of its own, without a profile and without background traffic; one for all tests of a class.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Far beyond what a page takes, so that a hanging browser ends a test.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _profile = Directory.CreateTempSubdirectory("infra-chromium-").FullName;
    private Process? _process;
    private DevTools? _tools;

    public async Task InitializeAsync()
    {
        if (Programs.Find(Programs.Chromium) is not { } program)
            return;
        try
        {
            await StartAsync(program);
        }
        catch
        {
            // Nobody else would end it.
            await DisposeAsync();
            throw;
        }
    }

    private async Task StartAsync(string program)
    {
        string[] arguments =
        [
            "--headless", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", $"--user-data-dir={_profile}",
            // Its own sandbox does not start for root.
            .. Environment.IsPrivilegedProcess ? new[] { "--no-sandbox" } : [],
            "about:blank",
        ];
        _process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        using var patience = new CancellationTokenSource(Patience);
        const string Listening = "DevTools listening on ";
        string? line;
        while ((line = await _process.StandardError.ReadLineAsync(patience.Token)) is not null && !line.StartsWith(Listening, StringComparison.Ordinal))
        {
        }

        Assert.NotNull(line);
        // Read on, or the browser would stand still once the pipe is full.
        _ = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _tools = await DevTools.ConnectAsync(new Uri(line[Listening.Length..]), patience.Token);
    }

    /// <summary>Opens a page in a tab of its own.</summary>
    /// <param name="html">The page.</param>
    /// <param name="width">Width of the window in pixels.</param>
    /// <param name="dark">Whether the reader prefers dark.</param>
    internal async Task<Tab> OpenAsync(string html, int width = 1280, bool dark = false)
    {
        Assert.True(_tools is not null, "chromium is not on PATH");
        var file = Path.Combine(_profile, "page.html");
        await File.WriteAllTextAsync(file, html);
        return await Tab.OpenAsync(_tools, new Uri(file), width, dark);
    }

    public async Task DisposeAsync()
    {
        if (_tools is not null)
            await _tools.DisposeAsync();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_profile, recursive: true);
    }
}
