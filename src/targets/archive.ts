/** Everything a target holds, as text that another target can take in: how an organization is kept and moved. */
export interface Archive {
  /**
   * The whole target from one moment, line by line; memory does not grow with its size. Whatever else is asked of the
   * same target waits until the reading ends or is given up. Throws `organization-absent` when there is nothing to read.
   */
  read(): AsyncIterable<ArchiveLine>;
  /**
   * Takes in an archive, all of it or nothing. Throws `archive-target-taken` when the target holds anything already,
   * `archive-newer` for a format this Charter does not know, and `archive-damaged`, with the number of the line, for lines
   * that are cut off, moved, repeated or altered; then nothing is kept.
   */
  restore(lines: AsyncIterable<ArchiveLine>): Promise<ArchiveSummary>;
}

/**
 * One line without its line break. The first is the header, the last holds the number of rows of each table and the SHA-256
 * of all bytes before it; between them stands one row a line, table by table, in the order of their keys. The same content
 * gives the same lines on every database, but for the header's moment and target.
 */
export type ArchiveLine = string;

/** What an archive says about itself in its first line. */
export interface ArchiveHeader {
  /** Version of the archive's own format. */
  readonly format: number;
  /** Format of the tables that were read. */
  readonly storeFormat: number;
  /** Identity of the organization's history, and how far it had come. */
  readonly lineage: string;
  readonly serial: number;
  /** The highest number that a holder of the lease was given; it never goes back. */
  readonly fence: number;
  /** ISO 8601 in UTC. */
  readonly madeAt: string;
  /** The target that was read, as the user named it, without secrets. */
  readonly target: string;
}

/** What a whole archive holds. */
export interface ArchiveSummary {
  readonly header: ArchiveHeader;
  /** In the order of the archive; empty tables too. */
  readonly tables: readonly TableSummary[];
}

/** One table: two with the same digest hold the same rows. */
export interface TableSummary {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 over the lines of its rows, as `sha256:` and hex digits. */
  readonly digest: string;
}
