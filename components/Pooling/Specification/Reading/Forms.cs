using static Infra.Pooling.Specification.Reading.Form;

namespace Infra.Pooling.Specification.Reading;

/// <summary>The forms that readers check by hand.</summary>
internal static class Forms
{
    private const string Visible = @"[^\u0000-\u001f\u007f-\u009f]";
    private const string Reserved = "pg_|public$|none$";
    private const string HostPart = @"[\p{L}\p{N}_]([\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?";
    private const string HostName = $@"{HostPart}(\.{HostPart})*\.?";
    private const string Octet = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    public static readonly Form Identifier = new Pattern($"^{Visible}{{1,63}}$");
    public static readonly Form Role = new Pattern($"^(?!{Reserved}){Visible}{{1,63}}$");
    public static readonly Form Administrator = new Pattern(
        $"^(?!{Reserved}|(azure_superuser|azure_pg_admin|admin|administrator|root|guest)$){Visible}{{1,63}}$");
    public static readonly Form Database = new Pattern(
        $"^(?!(postgres|template0|template1|azure_maintenance|azure_sys|pgbouncer)$){Visible}{{1,63}}$");
    public static readonly Form FilePath = new Pattern($"^/{Visible}*$");
    public static readonly Form Host = new Pattern($"^({HostName}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)$");
    public static readonly Form HostAndPort = new Pattern($@"^(\[[0-9A-Fa-f:.]+\]|{HostName})(:[0-9]{{1,5}})?$");
    public static readonly Form Network = new Pattern("^[0-9A-Fa-f:.]+/[0-9]{1,3}$");
    public static readonly Form Address = new Pattern($@"^{Octet}(\.{Octet}){{3}}$");
    public static readonly Form Issuer = new Pattern("^(Issuer|ClusterIssuer)/[^/]+$");
    public static readonly Form Image = new Pattern(@"^([^\s]*/)?[^\s/]*:[^\s/]*$");
    public static readonly Form Guid = new Pattern("^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$");
    public static readonly Form Sentence = new Pattern(@"\S");
    public static readonly Form Day = new Pattern("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$");

    public static Form ResourceId(string kind) =>
        new Pattern($@"^(?=\S*/{kind}/)/subscriptions/[^/\s]+/resourceGroups/[^/\s]+/providers/\S*[^/\s]$", IgnoresCase: true);
}
