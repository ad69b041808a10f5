import type { Dialect } from "./driver.ts";

/** One step forward of the store's tables. The position in the list is the format it starts from. */
export type Migration = (dialect: Dialect) => readonly string[];

/**
 * Every format the store has had. Steps are only ever added. The SQL is what SQLite and PostgreSQL both understand;
 * an absent uid is the empty text, so that it can be part of a key. Keys are ordered by bytes, as pages of an archive are.
 */
export const storeMigrations: readonly Migration[] = [
  (dialect) => [
    "CREATE TABLE history (id INTEGER PRIMARY KEY CHECK (id = 1), lineage TEXT NOT NULL, serial BIGINT NOT NULL)",
    "INSERT INTO history (id, lineage, serial) VALUES (1, '', 0)",
    `CREATE TABLE objects (uid TEXT${dialect.binaryOrder} PRIMARY KEY, kind TEXT NOT NULL, project_uid TEXT NOT NULL,
      created_by TEXT NOT NULL, body TEXT NOT NULL, revision BIGINT NOT NULL DEFAULT 0)`,
    `CREATE TABLE seats (project_uid TEXT${dialect.binaryOrder} NOT NULL, member_uid TEXT${dialect.binaryOrder} NOT NULL, status TEXT NOT NULL,
      invited_by TEXT NOT NULL, revision BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (project_uid, member_uid))`,
    ...dialect.countWrites("objects"),
    ...dialect.countWrites("seats"),
    `CREATE TABLE lease (id INTEGER PRIMARY KEY CHECK (id = 1), fence BIGINT NOT NULL, holder TEXT NOT NULL,
      since TEXT NOT NULL)`,
    "INSERT INTO lease (id, fence, holder, since) VALUES (1, 0, '', '')",
    `CREATE TABLE applied_plans (plan_id TEXT${dialect.binaryOrder} PRIMARY KEY, plan_digest TEXT NOT NULL, applied_at TEXT NOT NULL)`,
    `CREATE TABLE invitations (id TEXT${dialect.binaryOrder} PRIMARY KEY, member_uid TEXT NOT NULL, email TEXT NOT NULL,
      token_digest TEXT NOT NULL UNIQUE, status TEXT NOT NULL, message TEXT NOT NULL, invited_by TEXT NOT NULL,
      invited_at TEXT NOT NULL)`,
    "CREATE INDEX invitations_by_member ON invitations (member_uid)",
    `CREATE TABLE invitation_seats (invitation_id TEXT${dialect.binaryOrder} NOT NULL, project_uid TEXT${dialect.binaryOrder} NOT NULL,
      PRIMARY KEY (invitation_id, project_uid))`,
    `CREATE TABLE outbox (id TEXT${dialect.binaryOrder} PRIMARY KEY, invitation_id TEXT NOT NULL, recipient TEXT NOT NULL, mail TEXT NOT NULL,
      state TEXT NOT NULL, carrier TEXT NOT NULL, detail TEXT NOT NULL, queued_at TEXT NOT NULL, claimed_at TEXT NOT NULL)`,
    "CREATE INDEX outbox_by_invitation ON outbox (invitation_id)",
    "CREATE TABLE audit (record BIGINT PRIMARY KEY, hash TEXT NOT NULL, content TEXT NOT NULL)",
  ],
];
