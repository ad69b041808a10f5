import { createHash } from "node:crypto";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Bench } from "../bench.ts";
import { answerOf, charter, program, timeOf } from "../measure/child.ts";
import { interleave } from "../measure/interleave.ts";
import { declareOrganization } from "../measure/organizations.ts";
import { ownerEmail } from "../organization/generate-organization.ts";
import { duration, ratio, type Row } from "../print-table.ts";

/** Changing every object of an organization, against writing the same bodies without Charter. Follows `planRows`. */
export function applyRows(bench: Bench): readonly Row[] {
  const { objects, folder: root } = bench;
  const folder = join(root, `organization-${objects}-1`);
  const former = join(folder, ".charter", "organization.db");
  const later = declareOrganization(bench, objects, { edition: 2 });
  const applied = join(root, "applied.db");
  const written = join(root, "written.db");
  const manifests = join(later.folder, "manifests");
  const measured = interleave(bench.rounds, {
    apply: () => onCopy(former, applied, () => timed(bench, "apply-changes", manifests, applied, ownerEmail)),
    raw: () => onCopy(former, written, () => timed(bench, "raw-upserts", applied, written)),
  });
  const before = digestOf(former);
  const idle = timeOf(bench, charter(folder, "apply", "manifests", "--auto-approve"));
  const rows = digestOf(former) === before ? "0" : "some";
  return [
    { what: `raw upserts of ${objects} objects`, measured: duration(measured.raw) },
    { what: "apply of as many changes / raw upserts", measured: ratio(measured.apply, measured.raw), goal: "1.5" },
    { what: "rows written by an apply without changes", measured: rows, goal: "0" },
    { what: "the whole apply without changes", measured: duration(idle) },
  ];
}

function onCopy(from: string, to: string, work: () => number): number {
  copyFileSync(from, to);
  return work();
}

function timed(bench: Bench, name: string, ...args: readonly string[]): number {
  const answer = answerOf(bench, program(bench, name, ...args));
  return (answer as { readonly milliseconds: number }).milliseconds; // what these programs print
}

// Charter closes the database when it ends, and then all of it is in this one file.
function digestOf(database: string): string {
  return createHash("sha256").update(readFileSync(database)).digest("hex");
}
