using System.Text.RegularExpressions;

namespace Infra.Pooling.Connections.Forms;

/// <summary>libpq's keywords and values: a value stands in single quotes, where a backslash escapes a quote and itself.</summary>
internal sealed partial class LibpqKeywordsForm : Form
{
    protected override string Name => ConnectionForms.Keywords;

    protected override string? SeveralHosts => Libpq.SeveralHosts;

    protected override string Text(ConnectionOptions options)
    {
        Parameters target = new()
        {
            { "host", string.Join(',', options.Target.Hosts) },
            { "port", Values.Text(options.Target.Port) },
            { "dbname", options.Target.Database },
            { "user", options.User },
            { "password", options.Password },
        };
        return string.Join(' ', target.Concat(Libpq.Settings(options)).Select(one => $"{one.Name}={Quoted(one.Value)}"));
    }

    protected override Sentences Notes(ConnectionOptions options) => Libpq.Notes(options);

    private static string Quoted(string value) => Plain().IsMatch(value)
        ? value
        : $"'{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\A[A-Za-z0-9._:/-]+\z")]
    private static partial Regex Plain();
}
