namespace Infra.Pooling.Connections.Forms;

/// <summary>libpq's connection URI.</summary>
internal sealed class LibpqUriForm : Form
{
    protected override string Name => ConnectionForms.Uri;

    protected override string? SeveralHosts => Libpq.SeveralHosts;

    protected override string Text(ConnectionOptions options) => PercentEncoding.Uri("postgresql", options, Libpq.Settings(options));

    protected override Sentences Notes(ConnectionOptions options) => Libpq.Notes(options);
}
