namespace Pulumi.AzureNative.Monitor.Inputs;

public sealed class DiagnosticsLogSettingsArgs : ResourceArgs
{
    [Input("category")]
    public Input<string>? Category { get; set; }

    [Input("categoryGroup")]
    public Input<string>? CategoryGroup { get; set; }

    [Input("enabled", required: true)]
    public Input<bool> Enabled { get; set; } = null!;

    public static new DiagnosticsLogSettingsArgs Empty => new();
}

public sealed class DiagnosticsMetricSettingsArgs : ResourceArgs
{
    [Input("category")]
    public Input<string>? Category { get; set; }

    [Input("enabled", required: true)]
    public Input<bool> Enabled { get; set; } = null!;

    [Input("timeGrain")]
    public Input<string>? TimeGrain { get; set; }

    public static new DiagnosticsMetricSettingsArgs Empty => new();
}
