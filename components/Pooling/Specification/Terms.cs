namespace Infra.Pooling.Specification;

/// <summary>Where the pooler runs.</summary>
public enum Target
{
    /// <summary>Amazon RDS or Aurora.</summary>
    Aws,

    /// <summary>Azure Database for PostgreSQL Flexible Server.</summary>
    Azure,

    /// <summary>Any Kubernetes cluster, in front of an existing server.</summary>
    Kubernetes,
}

/// <summary>What pools the connections.</summary>
public enum PoolerKind
{
    /// <summary>RDS Proxy, managed by AWS.</summary>
    RdsProxy,

    /// <summary>The PgBouncer inside an Azure Flexible Server.</summary>
    BuiltIn,

    /// <summary>PgBouncer in pods of our own.</summary>
    PgBouncer,
}

/// <summary>How long a client keeps a server connection.</summary>
public enum PoolMode
{
    /// <summary>Until the client disconnects.</summary>
    Session,

    /// <summary>Until the transaction ends.</summary>
    Transaction,

    /// <summary>Until the statement ends; multi-statement transactions are refused.</summary>
    Statement,
}

/// <summary>What becomes of reads while no replica can be reached.</summary>
public enum ReadFallback
{
    /// <summary>They fail once the time in the queue is over, so that the primary is never read by surprise. Reads are spread over the replicas.</summary>
    Fail,

    /// <summary>They go to the primary. All of them use the first server of replicas and primary that can be reached, and stay there.</summary>
    Primary,
}

/// <summary>Where PgBouncer finds the verifier of a role that logs in.</summary>
public enum PoolerAuth
{
    /// <summary>In a user list with every role, made together with the configuration.</summary>
    Userlist,

    /// <summary>On the server, at each login, by a function that the database's SQL makes.</summary>
    Query,
}

/// <summary>Which way a workload reaches the database.</summary>
public enum Route
{
    /// <summary>Through the pooler to the primary.</summary>
    ReadWrite,

    /// <summary>Through the pooler to a read replica.</summary>
    ReadOnly,

    /// <summary>Past the pooler, to the primary itself.</summary>
    Direct,
}

/// <summary>The client library of a workload: it decides the form of the connection string and what a pool mode needs.</summary>
public enum Driver
{
    /// <summary>Npgsql (.NET).</summary>
    Npgsql,

    /// <summary>libpq (C, psql, pgbench, and everything built on them).</summary>
    Libpq,

    /// <summary>psycopg 3 (Python).</summary>
    Psycopg,

    /// <summary>asyncpg (Python).</summary>
    Asyncpg,

    /// <summary>SQLAlchemy over asyncpg (Python).</summary>
    SqlalchemyAsyncpg,

    /// <summary>pgJDBC (Java).</summary>
    Jdbc,

    /// <summary>pgx 5 (Go).</summary>
    Pgx,

    /// <summary>node-postgres (JavaScript).</summary>
    NodePostgres,

    /// <summary>Prisma (TypeScript).</summary>
    Prisma,
}

/// <summary>A feature that lives in one server session and so does not survive transaction pooling.</summary>
public enum SessionFeature
{
    /// <summary>LISTEN and NOTIFY.</summary>
    ListenNotify,

    /// <summary>Advisory locks held beyond a transaction.</summary>
    SessionAdvisoryLocks,

    /// <summary>SET and RESET outside a transaction.</summary>
    SessionSettings,

    /// <summary>Temporary tables kept beyond a transaction.</summary>
    TemporaryTables,

    /// <summary>Cursors declared WITH HOLD.</summary>
    HoldCursors,

    /// <summary>PREPARE and EXECUTE written as SQL.</summary>
    SqlPrepare,

    /// <summary>Prepared statements of the wire protocol; a pooler from PgBouncer 1.21 on carries them in transaction mode.</summary>
    ProtocolPrepare,

    /// <summary>LOAD of a shared library.</summary>
    Load,
}
