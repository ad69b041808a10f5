/** A pooler in front of a server: a client keeps a connection for one transaction, and may get another for the next. */
export interface Pooler {
  /** The same database, through the pooler; to be asked for before anybody connects. */
  readonly url: (databaseUrl: string) => string;
  readonly close: () => Promise<void>;
}
