namespace Pulumi.AzureNative.Monitor;

/// <summary>Where the logs and metrics of a resource go.</summary>
[AzureNativeResourceType("azure-native:monitor:DiagnosticSetting")]
public partial class DiagnosticSetting : CustomResource
{
    public DiagnosticSetting(string name, DiagnosticSettingArgs args, CustomResourceOptions? options = null)
        : base("azure-native:monitor:DiagnosticSetting", name, args ?? new DiagnosticSettingArgs(), Utilities.MakeOptions(options, ""))
    {
    }

    private DiagnosticSetting(string name, Input<string> id, CustomResourceOptions? options)
        : base("azure-native:monitor:DiagnosticSetting", name, args: null, Utilities.MakeOptions(options, id))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("workspaceId")]
    public Output<string?> WorkspaceId { get; private set; } = null!;

    public static DiagnosticSetting Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>Inputs of <see cref="DiagnosticSetting"/>.</summary>
public sealed class DiagnosticSettingArgs : ResourceArgs
{
    [Input("logAnalyticsDestinationType")]
    public Input<string>? LogAnalyticsDestinationType { get; set; }

    [field: Input("logs")]
    public InputList<Inputs.DiagnosticsLogSettingsArgs> Logs { get => field ??= new(); set; }

    [field: Input("metrics")]
    public InputList<Inputs.DiagnosticsMetricSettingsArgs> Metrics { get => field ??= new(); set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("resourceUri", required: true)]
    public Input<string> ResourceUri { get; set; } = null!;

    [Input("storageAccountId")]
    public Input<string>? StorageAccountId { get; set; }

    [Input("workspaceId")]
    public Input<string>? WorkspaceId { get; set; }

    public static new DiagnosticSettingArgs Empty => new();
}
