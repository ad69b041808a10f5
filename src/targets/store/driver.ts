/** What a column holds. */
export type SqlValue = string | number | null;

/** One row, by column. */
export type Row = Readonly<Record<string, SqlValue>>;

/** A database as the store uses it: transactions of plain SQL with `?` for values. */
export interface Driver {
  readonly dialect: Dialect;
  /** Works on one moment of the store; `undefined`, and nothing is created, when there is no store yet. */
  read<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result | undefined>;
  /**
   * Works alone: nobody else writes meanwhile. Everything is kept when the work ends, nothing when it throws. Throws a
   * DriverError `busy` when others kept writing for the whole time allowed. The store is created when there is none.
   */
  write<Result>(timeoutMs: number, work: (connection: Connection) => Promise<Result>): Promise<Result>;
  /** Whether somebody else writes at this moment. Needs no more rights than reading, and holds nobody up. */
  isWritten(): Promise<boolean>;
  /** Ends the transaction of somebody else who writes under this fencing number. Answers whether there was one, and it could be ended. */
  interruptWriter(fence: number): Promise<boolean>;
  close(): Promise<void>;
}

/** Statements inside one transaction. */
export interface Connection {
  /** Runs a statement and gives the number of rows it changed. */
  run(sql: string, values?: readonly SqlValue[]): Promise<number>;
  /** Runs the same statement for each list of values, in order. */
  runEach(sql: string, rows: readonly (readonly SqlValue[])[]): Promise<void>;
  all(sql: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
  get(sql: string, values?: readonly SqlValue[]): Promise<Row | undefined>;
  /** Version of the store's tables: 0 when there are none. Throws a DriverError `foreign` when they are not Charter's. */
  readFormat(): Promise<number>;
  writeFormat(version: number): Promise<void>;
}

/** SQL that no two databases write alike. */
export interface Dialect {
  /** An expression for the database's own time, as ISO 8601 in UTC with milliseconds. */
  readonly now: string;
  /** Follows a text column where its order, or a comparison, must be by bytes: the same on every database. */
  readonly binaryOrder: string;
  /**
   * Statements that make every write to a table count: each one adds to `history.serial`, unless the row says by a
   * new `revision` that the writer has counted it already. Whoever writes past Charter is noticed this way.
   */
  countWrites(table: string): readonly string[];
}

/** Why a database did not do what it was told. */
export class DriverError extends Error {
  /**
   * `lost` and `failed` kept nothing; `unknown` may have kept everything. `forbidden` needs rights in the database that
   * the login does not have.
   */
  readonly reason: "busy" | "damaged" | "failed" | "forbidden" | "foreign" | "lost" | "unknown";

  constructor(reason: DriverError["reason"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DriverError";
    this.reason = reason;
  }
}

/** The text in a column. Throws a DriverError `damaged` when it holds something else. */
export function textIn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === "string") return value;
  throw new DriverError("damaged", `column ${column} holds no text`);
}

/** The number in a column. Throws a DriverError `damaged` when it holds something else. */
export function numberIn(row: Row, column: string): number {
  const value = row[column];
  if (typeof value === "number") return value;
  throw new DriverError("damaged", `column ${column} holds no number`);
}
