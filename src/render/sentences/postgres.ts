import { bare, quote, say, withBare, withQuote } from "./phrase.ts";
import type { SentenceTable } from "./phrase.ts";

/** PostgreSQL servers that cannot be reached, or will not have us. */
export const postgresSentences: SentenceTable = {
  "postgres-url": ({ problem }) => ({
    message: say`the PostgreSQL target is not understood${withBare(": ", problem)}`,
    help: say`write ${quote("postgres://charter@db.acme.test/charter")}; keep the password in PGPASSWORD or the password file`,
  }),
  "postgres-option": ({ option, nearest, known }) => ({
    message: say`the PostgreSQL target has no setting ${quote(option)}`,
    help: say`${nearest === undefined ? say`use one of ${quote(known)}` : say`did you mean ${quote(nearest)}?`}`,
  }),
  "postgres-file": ({ option, file }) => ({
    message: say`the file${withQuote(" ", file)} of ${quote(option)} cannot be read`,
    help: say`check its path and rights; relative paths start from the current folder`,
  }),
  "postgres-unreachable": ({ target, detail }) => ({
    message: say`the PostgreSQL server of ${quote(target)} does not answer${withBare(": ", detail)}`,
    help: say`check host and port, and that it can be reached from here; nothing was written`,
  }),
  "postgres-starting": ({ target, detail }) => ({
    message: say`the PostgreSQL server of ${quote(target)} is starting or shutting down${withBare(": ", detail)}`,
    help: say`run again in a moment; nothing was written`,
  }),
  "postgres-full": ({ target, detail }) => ({
    message: say`the PostgreSQL server of ${quote(target)} takes no more connections${withBare(": ", detail)}`,
    help: say`run again later, or put a pooler in between; nothing was written`,
  }),
  "postgres-login": ({ target, user }) => ({
    message: say`the PostgreSQL server of ${quote(target)} does not let ${quote(user)} in`,
    help: say`check the user, and the password in PGPASSWORD, the password file or the URL`,
  }),
  "postgres-rejected": ({ target, detail }) => ({
    message: say`the PostgreSQL server of ${quote(target)} does not take this connection${withBare(": ", detail)}`,
    help: say`its ${quote("pg_hba.conf")} decides by user, database, address and encryption`,
  }),
  "postgres-may-not-connect": ({ target, user, database }) => ({
    message: say`${quote(user)} may not connect to ${quote(target)}`,
    help: say`let the role in: GRANT CONNECT ON DATABASE ${bare(database)} TO ${bare(user)}`,
  }),
  "postgres-database-missing": ({ target, database }) => ({
    message: say`the PostgreSQL server of ${quote(target)} has no database ${quote(database)}`,
    help: say`create it with ${quote("createdb")}, or name another one`,
  }),
  "postgres-without-tls": ({ target, sslMode }) => ({
    message: say`the PostgreSQL server of ${quote(target)} has no TLS, and ${quote(`sslmode=${String(sslMode ?? "")}`)} needs it`,
    help: say`turn it on there; over a way that nobody else can listen to, ${quote("sslmode=disable")} does without`,
  }),
  "postgres-certificate": ({ target, detail }) => ({
    message: say`the certificate of the PostgreSQL server of ${quote(target)} cannot be trusted${withBare(": ", detail)}`,
    help: say`name the certificate of its authority with ${quote("sslrootcert=FILE")}`,
  }),
  "postgres-certificate-name": ({ target, host, detail }) => ({
    message: say`the certificate of the PostgreSQL server of ${quote(target)} is for another host${withBare(": ", detail)}`,
    help: say`use the name in the certificate${withQuote(" instead of ", host)}; ${quote("sslmode=verify-ca")} checks the authority alone`,
  }),
  "postgres-too-old": ({ target, found, needed }) => ({
    message: say`the server of ${quote(target)} runs PostgreSQL ${bare(found)}`,
    help: say`Charter needs PostgreSQL ${bare(needed)} or newer`,
  }),
  "postgres-encoding": ({ target, encoding }) => ({
    message: say`the database of ${quote(target)} keeps texts as ${quote(encoding)}`,
    help: say`create it with ENCODING 'UTF8'`,
  }),
};
