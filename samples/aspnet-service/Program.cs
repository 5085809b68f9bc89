using Samples.AspNetService;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(_ => new Database(builder.Configuration));
builder.Services.AddSingleton<Orders>();
var app = builder.Build();

// Says that this process lives, and nothing of the database: a probe that asked the database would restart every pod at each failover,
// and so turn seconds without writes into minutes without a service.
app.MapGet("/health", () => "alive");

// The client chooses the id, so that a request which is sent twice, here or by the client, makes one order.
app.MapPut("/orders/{id:guid}", async (Guid id, Order order, Orders orders, CancellationToken cancellation) =>
    await orders.PlaceAsync(id, order, cancellation) ? Results.Created($"/orders/{id}", order) : Results.Ok(order));

// From the primary: whoever has just placed an order wants to see it.
app.MapGet("/orders/{id:guid}", async (Guid id, Orders orders, CancellationToken cancellation) =>
    await orders.FindAsync(id, cancellation) is { } order ? Results.Ok(order) : Results.NotFound());

// From a replica: nobody minds that the newest orders are not in it yet.
app.MapGet("/summary", (Orders orders, CancellationToken cancellation) => orders.SummariseAsync(cancellation));

await app.RunAsync();
