/** A table as an archive carries it. */
export interface ArchivedTable {
  readonly name: string;
  /** What each column holds, in the order in which a row is written. */
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** The columns that tell its rows apart, and that put them in order. */
  readonly key: readonly string[];
  /**
   * How many rows are read at once: few where one row may be large, many elsewhere, because a database that keeps its keys in
   * another order sorts the table for each page.
   */
  readonly rowsAtOnce: number;
}

/** What a column holds: text, or a whole number that is not negative. */
export type ColumnType = "text" | "number";

/**
 * Every table of the store, in the order of an archive. Not among them are `history`, which stands in the header, and `lease`, of
 * which only the highest number is kept. An older archive holds the same tables as long as no migration changes them; the
 * first one that does says here, by store format, what an older row lacks.
 */
export const archivedTables: readonly ArchivedTable[] = [
  {
    name: "objects",
    columns: { uid: "text", kind: "text", project_uid: "text", created_by: "text", body: "text", revision: "number" },
    key: ["uid"],
    rowsAtOnce: 2000,
  },
  {
    name: "seats",
    columns: { project_uid: "text", member_uid: "text", status: "text", invited_by: "text", revision: "number" },
    key: ["project_uid", "member_uid"],
    rowsAtOnce: 5000,
  },
  {
    name: "invitations",
    columns: {
      id: "text",
      member_uid: "text",
      email: "text",
      token_digest: "text",
      status: "text",
      message: "text",
      invited_by: "text",
      invited_at: "text",
    },
    key: ["id"],
    rowsAtOnce: 2000,
  },
  {
    name: "invitation_seats",
    columns: { invitation_id: "text", project_uid: "text" },
    key: ["invitation_id", "project_uid"],
    rowsAtOnce: 5000,
  },
  {
    name: "outbox",
    columns: {
      id: "text",
      invitation_id: "text",
      recipient: "text",
      mail: "text",
      state: "text",
      carrier: "text",
      detail: "text",
      queued_at: "text",
      claimed_at: "text",
    },
    key: ["id"],
    rowsAtOnce: 2000,
  },
  {
    name: "applied_plans",
    columns: { plan_id: "text", plan_digest: "text", applied_at: "text" },
    key: ["plan_id"],
    rowsAtOnce: 5000,
  },
  {
    name: "audit",
    columns: { record: "number", hash: "text", content: "text" },
    key: ["record"],
    rowsAtOnce: 32,
  },
];
