using Infra.Cli;

return await CommandLine.RunAsync(args);
