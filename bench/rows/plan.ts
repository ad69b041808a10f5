import { appendFileSync } from "node:fs";
import { join } from "node:path";

import { type Bench, forgetParsed } from "../bench.ts";
import { charter, program, timeOf } from "../measure/child.ts";
import { interleave } from "../measure/interleave.ts";
import { foundOrganization } from "../measure/organizations.ts";
import { duration, ratio, type Row } from "../print-table.ts";

/** `validate` and `plan` of every manifest, against what reading and parsing them costs anybody. */
export function planRows(bench: Bench): readonly Row[] {
  const { folder, files } = foundOrganization(bench, bench.objects);
  const manifests = join(folder, "manifests");
  const plan = charter(folder, "plan", "manifests");
  const validate = charter(folder, "validate", "manifests");
  const measured = interleave(bench.rounds, {
    floor: () => timeOf(bench, program(bench, "read-and-hash", manifests)),
    parsing: () => timeOf(bench, program(bench, "parse-only", manifests)),
    coldValidate: () => forgetting(bench, () => timeOf(bench, validate)),
    coldPlan: () => forgetting(bench, () => timeOf(bench, plan)),
    touchedPlan: () => touching(files, () => timeOf(bench, plan)),
    warmValidate: () => timeOf(bench, validate),
    warmPlan: () => timeOf(bench, plan),
    uncachedPlan: () => timeOf(bench, charter(folder, "plan", "manifests", "--no-cache")),
  });
  const over = (what: string, milliseconds: number, goal?: string): Row => {
    return { what: `${what} / F`, measured: ratio(milliseconds, measured.floor), ...(goal !== undefined && { goal }) };
  };
  return [
    { what: `F: read and hash ${files.length} files`, measured: duration(measured.floor) },
    over("parse them with `yaml` and do nothing else", measured.parsing),
    over("cold `validate`", measured.coldValidate),
    over("cold `plan`", measured.coldPlan, "16, later 4"),
    { what: "cold `plan` / parsing alone", measured: ratio(measured.coldPlan, measured.parsing) },
    over("`plan --no-cache`", measured.uncachedPlan),
    over("second `plan` after touching 3 files", measured.touchedPlan, "1.5"),
    over("second `plan`, nothing touched", measured.warmPlan),
    over("second `validate`, nothing touched", measured.warmValidate),
  ];
}

function forgetting(bench: Bench, work: () => number): number {
  forgetParsed(bench);
  return work();
}

function touching(files: readonly string[], work: () => number): number {
  for (const part of [0.1, 0.5, 0.9]) appendFileSync(files[Math.floor(files.length * part)] ?? "", "# touched\n");
  return work();
}
