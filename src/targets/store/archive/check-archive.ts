import { createHash } from "node:crypto";

import { exitCodes } from "../../../model/exit-code.ts";
import { Failure } from "../../../model/failure.ts";
import type { ArchiveHeader, ArchiveLine, ArchiveSummary } from "../../archive.ts";
import type { SqlValue } from "../driver.ts";
import {
  type ArchivedRow,
  type ArchiveEnd,
  archiveFormat,
  formatIn,
  parseEnd,
  parseHeader,
  parseRow,
} from "./archive-lines.ts";
import { archivedTables } from "./archived-tables.ts";
import { TableDigests } from "./table-digests.ts";

/** What is wrong with a line of an archive. */
export type ArchiveDamage = "header" | "malformed" | "order" | "count" | "checksum" | "after-end" | "truncated";

/** Follows an archive line by line. What it was given may be used once `finish` has not thrown. */
export class ArchiveCheck {
  readonly #whole = createHash("sha256");
  readonly #digests = new TableDigests();
  readonly #storeFormat: number;
  #line = 0;
  #header: ArchiveHeader | undefined;
  #former: ArchivedRow | undefined;
  #isWhole = false;

  /** Refuses archives of a newer store format than the given one. */
  constructor(storeFormat: number) {
    this.#storeFormat = storeFormat;
  }

  /** The row in the next line, if it holds one. Throws `archive-newer` and `archive-damaged`. */
  take(line: ArchiveLine): ArchivedRow | undefined {
    this.#line += 1;
    if (this.#isWhole) throw this.#damage("after-end");
    if (this.#header === undefined) this.#begin(line);
    else if (this.#takeEnd(line)) return undefined;
    else this.#takeRow(line);
    this.#whole.update(`${line}\n`);
    return this.#former;
  }

  /** What the archive held. Throws `archive-damaged` when its end is missing. */
  finish(): ArchiveSummary {
    this.#line += 1;
    if (this.#header === undefined || !this.#isWhole) throw this.#damage("truncated");
    return { header: this.#header, tables: this.#digests.summaries() };
  }

  #begin(line: ArchiveLine): void {
    assertKnown("archive", formatIn(line), archiveFormat);
    const header = parseHeader(line);
    if (header === undefined) throw this.#damage("header");
    assertKnown("store", header.storeFormat, this.#storeFormat);
    this.#header = header;
  }

  #takeRow(line: ArchiveLine): void {
    const row = parseRow(line);
    if (row === undefined) throw this.#damage("malformed");
    if (this.#former !== undefined && !follows(row, this.#former)) throw this.#damage("order");
    this.#digests.add(row.table, line);
    this.#former = row;
  }

  #takeEnd(line: ArchiveLine): boolean {
    const end = parseEnd(line);
    if (end === undefined) return false;
    this.#assertEnd(end);
    this.#isWhole = true;
    return true;
  }

  #assertEnd({ rows, sha256 }: ArchiveEnd): void {
    const isComplete = this.#digests.counts().every(([table, count]) => rows[table] === count);
    if (!isComplete) throw this.#damage("count");
    if (this.#whole.digest("hex") !== sha256) throw this.#damage("checksum");
  }

  #damage(problem: ArchiveDamage): Failure {
    return archiveDamage(problem, this.#line);
  }
}

/** The Failure for a line that is not as it was written. */
export function archiveDamage(problem: ArchiveDamage, line: number, cause?: unknown): Failure {
  return new Failure("archive-damaged", exitCodes.usage, { problem, line }, { cause });
}

function assertKnown(what: "archive" | "store", found: number | undefined, supported: number): void {
  if (found === undefined || found <= supported) return;
  throw new Failure("archive-newer", exitCodes.usage, { what, found, supported });
}

function follows(row: ArchivedRow, former: ArchivedRow): boolean {
  const tables = archivedTables.indexOf(row.table) - archivedTables.indexOf(former.table);
  return tables > 0 || (tables === 0 && compareKeys(row, former) > 0);
}

function compareKeys(one: ArchivedRow, other: ArchivedRow): number {
  const columns = Object.keys(one.table.columns);
  for (const column of one.table.key) {
    const at = columns.indexOf(column);
    const order = compareValues(one.values[at] ?? null, other.values[at] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

// By bytes, as databases do it; code units would put some characters elsewhere.
function compareValues(one: SqlValue, other: SqlValue): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return one === other ? 0 : Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
}
