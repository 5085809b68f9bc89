namespace Infra.Policies.Rules;

/// <summary>What a violation does.</summary>
public enum EnforcementLevel
{
    /// <summary>The rule is not asked.</summary>
    Disabled,

    /// <summary>It is shown, and stops nothing.</summary>
    Advisory,

    /// <summary>It stops the deployment, and fails the check.</summary>
    Mandatory,

    /// <summary>It is put right where the fix is certain, and stops the deployment where it is not.</summary>
    Remediate,
}

/// <summary>How bad a violation is.</summary>
public enum RuleSeverity
{
    /// <summary>Worth knowing.</summary>
    Low,

    /// <summary>It costs speed or money.</summary>
    Medium,

    /// <summary>It causes errors under load or at the next rollout.</summary>
    High,

    /// <summary>It causes an outage or opens a door.</summary>
    Critical,
}
