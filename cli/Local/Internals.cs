using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Infra.Integration")]
[assembly: InternalsVisibleTo("Infra.Drills")]
