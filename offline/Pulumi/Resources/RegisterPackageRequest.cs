namespace Pulumi;

/// <summary>
/// Names the package of a parameterised provider; nothing in-process makes one. It is here because its overloads of the
/// constructors make a call without options ambiguous, as in the official package.
/// </summary>
public sealed class RegisterPackageRequest
{
    private RegisterPackageRequest()
    {
    }
}
