using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Infra.Pooling.PgBouncer;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Pooling.Kubernetes;

/// <summary>The files that a pooler reads, as a ConfigMap and Secrets, gathered under one folder of the pod.</summary>
internal sealed class PoolerFiles
{
    private readonly ObjectNames _names;
    private readonly CustomResourceOptions _child;

    public PoolerFiles(ObjectNames names, PgBouncerPoolArgs args, Output<string> userlist, CustomResourceOptions child)
    {
        _names = names;
        _child = child;
        var ini = args.Configuration;
        var replicas = args.Plan.Specification.Pooler.Replicas;
        var described = names.Metadata();
        // The hosts are unknown in a preview, and with them the whole map; policies still need the sizes.
        if (args.Hosts is not null)
            described.Annotations = new InputMap<string> { [PgBouncerPlanner.PlannedAnnotation] = args.Plan.PgBouncer!.Render() };
        Made.Add(new ConfigMap(names.InProgram(), new ConfigMapArgs
        {
            Metadata = described,
            Data =
            {
                [PgBouncerPlanner.ConfigurationFile] = ini,
                [PoolerScript.FileName] = PoolerScript.Text,
                [ConsoleAccess.FileName] = ConsoleAccess.Of(args.Plan),
                [PoolerScript.PodsFile] = string.Create(CultureInfo.InvariantCulture, $"{replicas.Max ?? replicas.Min}\n"),
            },
        }, child));
        var users = Keep("-users", new() { ["userlist.txt"] = userlist });
        Projections =
        [
            new VolumeProjectionArgs { ConfigMap = new ConfigMapProjectionArgs { Name = names.Pooler } },
            Project(users, ("userlist.txt", PgBouncerPlanner.UserlistFile)),
        ];

        switch (args.Certificates)
        {
            case PoolerCertificates.Secrets existing:
                Projections.Add(Project(existing.Server, ("tls.crt", PgBouncerPlanner.CertificateFile), ("tls.key", PgBouncerPlanner.PrivateKeyFile)));
                Projections.Add(Project(existing.DatabaseAuthority, ("ca.crt", PgBouncerPlanner.DatabaseAuthorityFile)));
                break;
            case PoolerCertificates.Issuer issuer:
                var issued = PoolerCertificate.Request(names, args, issuer, child);
                Projections.Add(Project(issued, ("tls.crt", PgBouncerPlanner.CertificateFile), ("tls.key", PgBouncerPlanner.PrivateKeyFile)));
                Projections.Add(Project(issuer.DatabaseAuthority, ("ca.crt", PgBouncerPlanner.DatabaseAuthorityFile)));
                break;
            case PoolerCertificates.Pem pem:
                var tls = Keep("-tls", new()
                {
                    ["tls.crt"] = pem.Certificate,
                    ["tls.key"] = pem.PrivateKey,
                    ["database-ca.crt"] = pem.DatabaseAuthority,
                });
                Projections.Add(Project(
                    tls,
                    ("tls.crt", PgBouncerPlanner.CertificateFile),
                    ("tls.key", PgBouncerPlanner.PrivateKeyFile),
                    ("database-ca.crt", PgBouncerPlanner.DatabaseAuthorityFile)));
                break;
        }

        Hash = HashOf([PoolerScript.Text, .. RestartSettings.Of(args.Plan.PgBouncer!)]);
    }

    /// <summary>
    /// What was made, for the pods to wait for. They name it by plain text: where the provider replaces an object because its contents
    /// changed, the engine replaces everything that has a property from it too, which would end all pods at once.
    /// </summary>
    public List<Resource> Made { get; } = [];

    /// <summary>The sources of the pod's one configuration volume.</summary>
    public InputList<VolumeProjectionArgs> Projections { get; }

    /// <summary>
    /// Changes with what a running pod cannot take over: its program, and settings that PgBouncer reads only when it starts. Anything
    /// else in the files is reloaded in place.
    /// </summary>
    public string Hash { get; }

    private string Keep(string end, InputMap<string> contents)
    {
        Made.Add(new Secret(_names.InProgram(end), new SecretArgs { Metadata = _names.Metadata(end), Type = "Opaque", StringData = contents }, _child));
        return _names.Pooler + end;
    }

    private static VolumeProjectionArgs Project(Input<string> secret, params (string Key, string Path)[] files) => new()
    {
        Secret = new SecretProjectionArgs
        {
            Name = secret,
            Items = files.Select(file => new KeyToPathArgs { Key = file.Key, Path = file.Path }).ToArray(),
        },
    };

    private static string HashOf(IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
