using Pulumi.Experimental.Provider;

await ComponentProviderHost.Serve(args, typeof(Infra.Provider.PgBouncer).Assembly, Infra.Provider.PlanText.Package);
