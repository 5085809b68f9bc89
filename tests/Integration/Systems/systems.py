"""The engines of the Python systems, made from their environment variables as each system makes them; prints figures as JSON."""

import asyncio
import json
import os
import ssl
import sys
import threading
import time
from urllib.parse import parse_qsl, quote_plus, unquote, urlsplit

import psycopg2
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine


def fides_engine(prefix, **options):
    """As Fides builds its asynchronous URLs: from parts, the password escaped, the root certificate as a TLS context."""
    get = lambda name: os.environ[f"FIDES__DATABASE__{prefix}{name}"]
    params = json.loads(get("PARAMS"))
    context = ssl.create_default_context(cafile=params["sslrootcert"])
    context.verify_mode = ssl.CERT_REQUIRED
    url = f"postgresql+asyncpg://{get('USER')}:{quote_plus(get('PASSWORD'))}@{get('SERVER')}:{get('PORT')}/{get('DB')}"
    return create_async_engine(url, connect_args={"ssl": context}, **options)


async def fides():
    pool = lambda name: os.environ[f"FIDES__DATABASE__ASYNC_READONLY_DATABASE_{name}"]
    primary = fides_engine("")
    async with primary.begin() as connection:
        await connection.execute(text("CREATE TABLE IF NOT EXISTS consent (id int PRIMARY KEY)"))
        await connection.execute(text("INSERT INTO consent SELECT 1 ON CONFLICT DO NOTHING"))
        recovery = await connection.scalar(text("SELECT pg_is_in_recovery()"))
    await primary.dispose()
    reader = fides_engine(
        "READONLY_",
        pool_size=int(pool("POOL_SIZE")),
        max_overflow=int(pool("MAX_OVERFLOW")),
        pool_pre_ping=pool("PRE_PING") == "true",
        pool_reset_on_return=None if pool("POOL_SKIP_ROLLBACK") == "true" else "rollback",
        isolation_level="AUTOCOMMIT" if pool("AUTOCOMMIT") == "true" else None,
    )
    return primary, reader, recovery


async def fides_work():
    _, reader, recovery = await fides()
    async with reader.connect() as connection:
        facts = {
            "primaryInRecovery": recovery,
            "readerInRecovery": await connection.scalar(text("SELECT pg_is_in_recovery()")),
            "readerUser": await connection.scalar(text("SELECT current_user::text")),
            "statementTimeout": await connection.scalar(text("SELECT current_setting('statement_timeout')")),
            "lockTimeout": await connection.scalar(text("SELECT current_setting('lock_timeout')")),
        }
        for _ in range(100):
            if await connection.scalar(text("SELECT to_regclass('consent') IS NOT NULL")):
                break
            await asyncio.sleep(0.1)
        facts["rows"] = await connection.scalar(text("SELECT count(*) FROM consent"))
    return facts


async def fides_load():
    """Warms the whole pool as Fides does, one connection after the other, then works on every one of them at once."""
    _, reader, _ = await fides()
    size = int(os.environ["FIDES__DATABASE__ASYNC_READONLY_DATABASE_POOL_SIZE"])
    began = time.monotonic()
    connections = [await reader.connect() for _ in range(size)]
    warm = time.monotonic() - began
    began = time.monotonic()

    async def request(connection):
        for _ in range(3):
            await connection.execute(text("SELECT pg_sleep(0.01)"))

    await asyncio.gather(*(request(connection) for connection in connections))
    return {"connections": len(connections), "warmSeconds": round(warm, 1), "workSeconds": round(time.monotonic() - began, 1)}


def prefect_engine():
    """As Prefect's AsyncPostgresConfiguration: SQLAlchemy's default pool, time-outs and jit as arguments of asyncpg."""
    return create_async_engine(
        os.environ["PREFECT_API_DATABASE_CONNECTION_URL"],
        pool_pre_ping=True,
        connect_args={
            "timeout": float(os.environ["PREFECT_API_DATABASE_CONNECTION_TIMEOUT"]),
            "command_timeout": float(os.environ["PREFECT_API_DATABASE_TIMEOUT"]),
            "server_settings": {"jit": "off"},
        },
    )


async def prefect_work():
    engine = prefect_engine()
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE IF NOT EXISTS flow_run (id int PRIMARY KEY, state text NOT NULL)"))
        await connection.execute(text("CREATE INDEX IF NOT EXISTS flow_run_state ON flow_run USING gin (state gin_trgm_ops)"))
        await connection.execute(text("INSERT INTO flow_run SELECT n, 'PENDING' FROM generate_series(1, 300) n ON CONFLICT DO NOTHING"))
        return {
            name: await connection.scalar(text(f"SELECT current_setting('{name}')"))
            for name in ("jit", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
        }


async def prefect_load():
    """Four API servers, 300 flows that change their state at once."""
    engines = [prefect_engine() for _ in range(4)]
    waits = []

    async def flow(number):
        began = time.monotonic()
        for state in ("RUNNING", "COMPLETED"):
            async with engines[number % 4].begin() as connection:
                await connection.execute(text("SELECT pg_sleep(0.005)"))
                await connection.execute(text("UPDATE flow_run SET state = :state WHERE id = :id"), {"state": state, "id": number + 1})
        waits.append(time.monotonic() - began)

    await asyncio.gather(*(flow(number) for number in range(300)))
    async with engines[0].connect() as connection:
        completed = await connection.scalar(text("SELECT count(*) FROM flow_run WHERE state = 'COMPLETED'"))
    return {"completed": completed, "slowestSeconds": round(max(waits), 2)}


def reducto_work():
    """One process with the pool of its variables, every connection of it in use at once, time-outs by SET LOCAL."""
    size, overflow = int(os.environ["DB_POOL_SIZE"]), int(os.environ["DB_MAX_OVERFLOW"])
    engine = create_engine(
        os.environ["DATABASE_URL"],
        pool_size=size,
        max_overflow=overflow,
        pool_timeout=float(os.environ["DB_POOL_TIMEOUT"]),
        pool_pre_ping=os.environ["DB_POOL_PRE_PING"] == "true",
        pool_recycle=int(os.environ["DB_POOL_RECYCLE"]),
    )
    facts, barrier = [], threading.Barrier(size + overflow)

    def request():
        with engine.begin() as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = {os.environ['DB_LOCK_TIMEOUT_MS']}"))
            connection.execute(text(f"SET LOCAL statement_timeout = {os.environ['DB_STATEMENT_TIMEOUT_MS']}"))
            facts.append(tuple(connection.execute(text("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')")).one()))
            # An open transaction keeps a server connection: no more at once than the pool of the server has.
            connection.execute(text("SELECT pg_sleep(0.05)"))

    def worker():
        barrier.wait()
        request()

    threads = [threading.Thread(target=worker) for _ in range(size + overflow)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"answered": len(facts), "timeouts": sorted(set(facts)), "open": engine.pool.checkedin()}


def olympus_work():
    """Go's drivers by an independent parser: what Ory takes off its DSN, then nothing but what pgx and PgBouncer know."""
    known = {"sslmode", "sslrootcert", "connect_timeout", "application_name"}
    facts = {}
    for name in ("KRATOS_DSN", "HYDRA_DSN", "ATHENA_DB_URL"):
        url = urlsplit(os.environ[name])
        query = dict(parse_qsl(url.query, strict_parsing=True))
        ory = {key: query.pop(key) for key in ("max_conns", "max_idle_conns", "max_conn_lifetime") if key in query}
        assert url.scheme == "postgres" and set(query) <= known, (url.scheme, query)
        with psycopg2.connect(
            host=url.hostname, port=url.port, dbname=unquote(url.path[1:]), user=unquote(url.username), password=unquote(url.password), **query
        ) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('application_name'), current_setting('statement_timeout')")
            facts[name] = {"ory": ory, "session": cursor.fetchone()}
    return facts


part = globals()[sys.argv[1]]
print(json.dumps(asyncio.run(part()) if asyncio.iscoroutinefunction(part) else part()))
