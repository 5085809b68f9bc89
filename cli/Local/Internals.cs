using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Infra.Integration")]
