import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import { formatVersion } from "../../render/json/format-version.ts";
import { streamObject } from "../../render/json/json-text.ts";
import { type Column, renderTable } from "../../render/terminal/table.ts";
import type { AuditAnchor, AuditCheck, AuditEntry } from "../../targets/audit-log.ts";
import { answerJson } from "../answer-json.ts";
import type { Environment } from "../environment.ts";
import { assertOrganization } from "../live-organization.ts";
import { withTarget } from "../open-target.ts";
import { writeLine, writeText } from "../output.ts";
import type { GlobalOptions } from "../settings.ts";
import { tableStyleOf } from "../style-of.ts";

/** Prints the audit log, oldest first. */
export async function auditLog(options: GlobalOptions, environment: Environment): Promise<number> {
  const entries = await withTarget(options, environment, async (target) => {
    const found: AuditEntry[] = [];
    for await (const entry of target.audit.log()) found.push(entry);
    if (found.length === 0) await assertOrganization(target);
    return found;
  });
  if (options.format === "json") await writeText(environment.stdout, logJson(entries));
  else await writeLine(environment.stdout, renderTable(entries, columns, tableStyleOf(environment, options)));
  return exitCodes.done;
}

// In pieces: a log of years is long.
function logJson(entries: readonly AuditEntry[]): Iterable<string> {
  // An entry is plain JSON; its interface only lacks an index signature.
  const items = entries as unknown as readonly JsonObject[];
  return streamObject([
    { key: "formatVersion", value: formatVersion },
    { key: "entries", items },
  ]);
}

const columns: readonly Column<AuditEntry>[] = [
  { heading: "RECORD", value: ({ record }) => String(record) },
  { heading: "AT", value: ({ at }) => at },
  { heading: "ACTOR", value: ({ actor }) => actor },
  { heading: "ACTION", value: ({ action }) => action },
  { heading: "SUBJECT", value: ({ subject }) => subject },
  { heading: "HASH", value: ({ hash }) => hash.slice(0, 12) },
];

/** The flags of `charter audit verify`. */
export interface VerifyFlags extends GlobalOptions {
  /** `COUNT:HASH` as an earlier verification printed it. */
  readonly anchor?: string;
}

/** Checks the audit log's chain. Without an anchor kept elsewhere, entries cut off at the end cannot be seen, and it says so. */
export async function auditVerify(flags: VerifyFlags, environment: Environment): Promise<number> {
  const anchor = flags.anchor === undefined ? undefined : parseAnchor(flags.anchor);
  const check = await withTarget(flags, environment, async (target) => {
    const found = await target.audit.verify(anchor);
    if (found.intact && found.head.count === 0) await assertOrganization(target);
    return found;
  });
  if (flags.format === "json") {
    await writeLine(environment.stdout, answerJson({ ...check, anchored: anchor !== undefined }));
  }
  if (!check.intact) throw brokenChain(check);
  if (flags.format === "json") return exitCodes.done;
  const truncation = anchor === undefined ? "\nWithout --anchor, records cut off at the end cannot be noticed." : "";
  const { count, hash } = check.head;
  await writeLine(
    environment.stdout,
    `The audit log is intact: ${count} ${count === 1 ? "record" : "records"}.\nAnchor: ${count}:${hash}${truncation}`,
  );
  return exitCodes.done;
}

function parseAnchor(text: string): AuditAnchor {
  const [count, hash] = text.split(":");
  if (count !== undefined && /^\d+$/.test(count) && hash !== undefined && /^([0-9a-f]{64})?$/.test(hash)) {
    return { count: Number(count), hash };
  }
  throw new Failure("anchor-malformed", exitCodes.usage, { anchor: text });
}

function brokenChain({ problem, record }: AuditCheck): Failure {
  return new Failure("audit-broken", exitCodes.unreadable, { problem, record });
}
