import type { ArchiveLine, ArchiveSummary } from "../../archive.ts";
import { storeMigrations } from "../migrations.ts";
import { ArchiveCheck } from "./check-archive.ts";

/** Reads an archive to its end and keeps nothing of it. Throws `archive-damaged` and `archive-newer`. */
export async function summarizeArchive(lines: AsyncIterable<ArchiveLine>): Promise<ArchiveSummary> {
  const check = new ArchiveCheck(storeMigrations.length);
  for await (const line of lines) check.take(line);
  return check.finish();
}

/** An archive on its way somewhere. */
export interface WatchedArchive {
  /** The same lines. Throws `archive-damaged` and `archive-newer`. */
  readonly lines: AsyncIterable<ArchiveLine>;
  /** What they held, once they are all gone. */
  readonly summary: () => ArchiveSummary;
}

/** Looks at the lines that somebody else reads. */
export function watchArchive(lines: AsyncIterable<ArchiveLine>): WatchedArchive {
  const check = new ArchiveCheck(storeMigrations.length);
  return { lines: watched(lines, check), summary: () => check.finish() };
}

async function* watched(lines: AsyncIterable<ArchiveLine>, check: ArchiveCheck): AsyncGenerator<ArchiveLine> {
  for await (const line of lines) {
    check.take(line);
    yield line;
  }
}
