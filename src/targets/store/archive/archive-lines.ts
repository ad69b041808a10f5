import { isJsonObject, type JsonObject } from "../../../model/json.ts";
import type { ArchiveHeader, ArchiveLine } from "../../archive.ts";
import { numberIn, type Row, type SqlValue, textIn } from "../driver.ts";
import { type ArchivedTable, archivedTables, type ColumnType } from "./archived-tables.ts";

/** The format of archives that this Charter writes; it reads no newer one. */
export const archiveFormat = 1;

/** One row of an archive. */
export interface ArchivedRow {
  readonly table: ArchivedTable;
  /** In the order of the table's columns. */
  readonly values: readonly SqlValue[];
}

/** The last line of an archive. */
export interface ArchiveEnd {
  /** The number of rows of each table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Over all bytes before this line, in hex. */
  readonly sha256: string;
}

/** The first line. */
export function printHeader(header: ArchiveHeader): ArchiveLine {
  const { format, storeFormat, lineage, serial, fence, madeAt, target } = header;
  return JSON.stringify({ charter: "archive", format, storeFormat, lineage, serial, fence, madeAt, target });
}

/** The line of a row. Throws a DriverError `damaged` for a row that is not what Charter writes. */
export function printRow({ name, columns }: ArchivedTable, row: Row): ArchiveLine {
  const values = Object.entries(columns).map(([column, type]) => {
    return [column, type === "text" ? textIn(row, column) : numberIn(row, column)] as const;
  });
  return JSON.stringify({ table: name, row: Object.fromEntries(values) });
}

/** The last line. */
export function printEnd({ rows, sha256 }: ArchiveEnd): ArchiveLine {
  return JSON.stringify({ rows, sha256 });
}

/** The format that a first line names; `undefined` when it does not begin an archive. */
export function formatIn(line: ArchiveLine): number | undefined {
  const value = parse(line);
  return value?.["charter"] === "archive" && isCount(value["format"]) ? value["format"] : undefined;
}

/** The header in a line of this format; `undefined` unless the line is written exactly as Charter writes it. */
export function parseHeader(line: ArchiveLine): ArchiveHeader | undefined {
  const header = parse(line) ?? {};
  if (!isHeader(header) || header.lineage === "" || header.storeFormat === 0) return undefined;
  return printHeader(header) === line ? header : undefined;
}

function isHeader(value: object): value is ArchiveHeader {
  const entries = new Map(Object.entries(value));
  const counts = ["format", "storeFormat", "serial", "fence"];
  return (
    counts.every((key) => isCount(entries.get(key))) &&
    ["lineage", "madeAt", "target"].every((key) => isText(entries.get(key)))
  );
}

/** The row in a line; `undefined` unless the line is written exactly as Charter writes it. */
export function parseRow(line: ArchiveLine): ArchivedRow | undefined {
  const { table: name, row } = parse(line) ?? {};
  const table = archivedTables.find((one) => one.name === name);
  if (table === undefined || !isJsonObject(row) || !hasColumns(table, row)) return undefined;
  if (printRow(table, row) !== line) return undefined;
  return { table, values: Object.keys(table.columns).map((column) => row[column] ?? null) };
}

/** The end in a line; `undefined` unless the line is written exactly as Charter writes it. */
export function parseEnd(line: ArchiveLine): ArchiveEnd | undefined {
  // Looked at first, because every row is asked.
  if (!line.startsWith('{"rows":')) return undefined;
  const { rows, sha256 } = parse(line) ?? {};
  if (!isJsonObject(rows) || !isText(sha256)) return undefined;
  const counts = Object.fromEntries(archivedTables.map(({ name }) => [name, Number(rows[name])]));
  const end = { rows: counts, sha256 };
  return printEnd(end) === line ? end : undefined;
}

function parse(line: ArchiveLine): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function hasColumns({ columns }: ArchivedTable, row: JsonObject): row is Row & JsonObject {
  return Object.entries(columns).every(([column, type]) => fits[type](row[column]));
}

const fits: Readonly<Record<ColumnType, (value: unknown) => boolean>> = { text: isText, number: isCount };

// Half a character pair is no text in any database.
function isText(value: unknown): value is string {
  return typeof value === "string" && value.isWellFormed();
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
