namespace Infra.Pooling.Tests.Specification;

internal static partial class FaultCases
{
    public const string Root = """"
        # Kubernetes target=null
        `target`: has no value; allowed: aws, azure, kubernetes; fix: write `target: kubernetes`
        # Kubernetes target="gcp"
        `target`: is not one of the known values (received "gcp"); allowed: aws, azure, kubernetes; fix: use one of these
        # Kubernetes target="AWS"
        `target`: is not one of the known values (received "AWS"); allowed: aws, azure, kubernetes; fix: did you mean `aws`?
        # Kubernetes target=-
        `target`: is missing; allowed: aws, azure, kubernetes; fix: add `target: kubernetes`
        # Kubernetes targt="aws";target=-
        `targt`: is not a known key (received "aws"); allowed: target, database, pooler, timeouts, workloads, budget; fix: did you mean `target`?
        """";
}
