using Google.Protobuf;
using Infra.Policies.ConnectionBudget.Protocol;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.ConnectionBudget.Values;

/// <summary>The engine's configuration in the shape of a configuration file.</summary>
internal static class ConfigurationValue
{
    private const string LevelKey = "enforcementLevel";

    /// <summary>Levels and parameters by rule.</summary>
    public static ObjectValue Of(ConfigurationRequest request) =>
        new(request.Policies.ToDictionary(policy => policy.Key, policy => (PropertyValue)Of(policy.Value), StringComparer.Ordinal));

    private static ObjectValue Of(PolicySettings settings)
    {
        var parameters = settings.Properties is null ? ObjectValue.Empty : PropertyReader.Read(settings.Properties.ToByteArray());
        return new ObjectValue(new Dictionary<string, PropertyValue>(parameters.Members, StringComparer.Ordinal)
        {
            [LevelKey] = PropertyValue.Of(Spelling(settings.Level)),
        });
    }

    private static string Spelling(Level level) => level switch
    {
        Level.Advisory => "advisory",
        Level.Mandatory => "mandatory",
        Level.Remediate => "remediate",
        Level.Disabled => "disabled",
        // Of a later engine; the reader says what is allowed.
        _ => $"{level}",
    };
}
