namespace Pulumi.Aws.Rds.Inputs;

public sealed class ProxyDefaultTargetGroupConnectionPoolConfigArgs : ResourceArgs
{
    [Input("connectionBorrowTimeout")]
    public Input<int>? ConnectionBorrowTimeout { get; set; }

    [Input("initQuery")]
    public Input<string>? InitQuery { get; set; }

    [Input("maxConnectionsPercent")]
    public Input<int>? MaxConnectionsPercent { get; set; }

    [Input("maxIdleConnectionsPercent")]
    public Input<int>? MaxIdleConnectionsPercent { get; set; }

    [Input("sessionPinningFilters")]
    private InputList<string>? _sessionPinningFilters;

    public InputList<string> SessionPinningFilters
    {
        get => _sessionPinningFilters ??= new();
        set => _sessionPinningFilters = value;
    }

    public static new ProxyDefaultTargetGroupConnectionPoolConfigArgs Empty => new();
}
