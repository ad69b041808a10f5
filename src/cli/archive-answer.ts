import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import { formatNumber } from "../render/sentences/phrase.ts";
import { wholeLine } from "../render/terminal/line.ts";
import { printLines } from "../render/terminal/print-lines.ts";
import type { ArchiveSummary, TableSummary } from "../targets/archive.ts";
import type { AuditCheck } from "../targets/audit-log.ts";
import type { Target } from "../targets/target.ts";
import { answerJson } from "./answer-json.ts";
import type { Environment } from "./environment.ts";
import { writeLine } from "./output.ts";
import type { GlobalOptions } from "./settings.ts";
import { styleOf } from "./style-of.ts";
import { tellOnly } from "./tell-only.ts";

/** What a backup, a restore or a copy did, and how it was proved. */
export interface ArchiveAnswer {
  readonly from: string;
  readonly to: string;
  /** When and where the rows were read. */
  readonly madeAt: string;
  readonly madeFrom: string;
  readonly storeFormat: number;
  readonly lineage: string;
  readonly serial: number;
  /** Every table with the digest of its rows as they were read. */
  readonly tables: readonly TableSummary[];
  /** Whether the other end was read back and holds the same; `null` for a stream, which cannot be read back. */
  readonly identical: boolean | null;
  /** What does not: names of tables, and `history` for the lineage and the serial. */
  readonly differing: readonly string[];
  /** Whether somebody wrote to the source meanwhile, so that the copy is older than it. */
  readonly moved: boolean;
  readonly audit: AuditCheck;
  /** Whether the end of the log is also the end of what was transferred: nobody has written since it was read. */
  readonly anchored: boolean;
  /** How many mails wait to be sent. */
  readonly waitingMails: number;
}

/** What went where, and what was found there. */
export interface Transfer extends Pick<ArchiveAnswer, "from" | "to"> {
  readonly read: ArchiveSummary;
  /** Absent where nothing can be read back. */
  readonly found?: ArchiveSummary;
}

/** The answer about what was transferred, and about the target that holds it. */
export async function archiveAnswer(
  { from, to, read, found }: Transfer,
  { audit, invitations }: Pick<Target, "audit" | "invitations">,
): Promise<ArchiveAnswer> {
  const { madeAt, target: madeFrom, storeFormat, lineage, serial } = read.header;
  const differing = found === undefined ? [] : differences(read, found);
  const log = await audit.verify();
  const waiting = (await invitations.list()).filter(({ mail }) => mail === "queued" || mail === "failed");
  return {
    from,
    to,
    madeAt,
    madeFrom,
    storeFormat,
    lineage,
    serial,
    tables: read.tables,
    identical: found === undefined ? null : differing.length === 0,
    differing,
    moved: false,
    audit: log,
    anchored: read.tables.some(({ table, rows }) => table === "audit" && rows === log.head.count),
    waitingMails: waiting.length,
  };
}

/** The tables in which two archives differ, and `history` when they are not at the same point of one history. */
export function differences(one: ArchiveSummary, other: ArchiveSummary): readonly string[] {
  const digests = new Map(other.tables.map(({ table, digest }) => [table, digest]));
  const tables = one.tables.filter(({ table, digest }) => digests.get(table) !== digest).map(({ table }) => table);
  const { lineage, serial } = other.header;
  return one.header.lineage === lineage && one.header.serial === serial ? tables : ["history", ...tables];
}

/** A reading after everything was written: where it fails, what was written is not proved. Throws `archive-unproved`. */
export async function afterWriting<Result>(to: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    throw cause instanceof Failure ? new Failure("archive-unproved", exitCodes.doesNotMatch, { to }, { cause }) : cause;
  }
}

/** How an answer is told. */
export interface Telling {
  /** What was done, such as `Copied`. */
  readonly done: string;
  readonly flags: GlobalOptions;
  readonly environment: Environment;
  readonly stream?: Environment["stdout"];
}

/** Tells an answer, then throws what is wrong with it: `archive-differs`, `archive-source-moved` or `audit-broken`. */
export async function tellArchive(
  answer: ArchiveAnswer,
  { done, flags, environment, ...rest }: Telling,
): Promise<number> {
  const stream = rest.stream ?? environment.stdout;
  const lines = textLines(answer, done).map((row) => wholeLine(row));
  const text = flags.format === "json" ? answerJson(answer) : printLines(lines, styleOf(environment, stream, flags));
  await tellOnly({ flags, environment }, () => writeLine(stream, text));
  assertProved(answer);
  return exitCodes.done;
}

function textLines({ from, to, tables, ...answer }: ArchiveAnswer, done: string): readonly string[] {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const { intact, head } = answer.audit;
  const records = `${formatNumber(head.count)} ${head.count === 1 ? "record" : "records"}`;
  return [
    `${done} ${from} to ${to}, at serial ${formatNumber(answer.serial)}.`,
    `${tables.length} tables, ${formatNumber(rows)} rows, ${comparison(answer)}.`,
    ...(intact ? [`The audit log is intact: ${records}.`] : []),
    ...(intact && answer.anchored ? [`Anchor: ${head.count}:${head.hash}`] : []),
    ...(answer.anchored ? [] : ["Somebody has written since then, so this holds the moment before."]),
    ...waitingLines(answer.waitingMails),
  ];
}

function comparison({ identical, differing }: Pick<ArchiveAnswer, "identical" | "differing">): string {
  if (identical === null) return "not read back";
  return identical ? "read back and identical" : `read back and different: ${differing.join(", ")}`;
}

function waitingLines(count: number): readonly string[] {
  if (count === 0) return [];
  const mails = count === 1 ? "1 mail waits" : `${formatNumber(count)} mails wait`;
  return [`${mails} to be sent, by the next apply at either end: work with one of them only.`];
}

function assertProved({ differing: tables, moved, from, to, audit }: ArchiveAnswer): void {
  if (tables.length > 0) throw new Failure("archive-differs", exitCodes.doesNotMatch, { from, to, tables });
  const { intact, problem, record } = audit;
  if (!intact) throw new Failure("audit-broken", exitCodes.doesNotMatch, { problem, record });
  if (moved) throw new Failure("archive-source-moved", exitCodes.doesNotMatch, { from, to });
}
