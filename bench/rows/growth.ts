import { join } from "node:path";

import { type Bench, forgetParsed } from "../bench.ts";
import { charter, timeOf } from "../measure/child.ts";
import { interleave, type Task } from "../measure/interleave.ts";
import { declareOrganization, foundOrganization } from "../measure/organizations.ts";
import { ratio, type Row } from "../print-table.ts";

/** How much longer everything takes with ten times the objects. Follows `planRows` and `applyRows`. */
export function growthRows(bench: Bench): readonly Row[] {
  const few = Math.round(bench.objects / 10);
  foundOrganization(bench, few);
  declareOrganization(bench, few, { edition: 2 });
  const tasks = Object.entries(tasksOf(bench)).map(([what, taskOf]): Row => {
    const measured = interleave(Math.min(bench.rounds, 3), { few: taskOf(few), many: taskOf(bench.objects) });
    return {
      what: `${what}: ${bench.objects} objects / ${few}`,
      measured: ratio(measured.many, measured.few),
      goal: "11",
    };
  });
  return tasks;
}

function tasksOf(bench: Bench): Readonly<Record<string, (objects: number) => Task>> {
  const folderOf = (objects: number, edition: number): string =>
    join(bench.folder, `organization-${objects}-${edition}`);
  const elsewhere = ["--target", "sqlite:nowhere.db"];
  return {
    "cold `plan`": (objects) => () => {
      forgetParsed(bench);
      return timeOf(bench, charter(folderOf(objects, 1), "plan", "manifests"));
    },
    "second `plan`": (objects) => () => timeOf(bench, charter(folderOf(objects, 1), "plan", "manifests")),
    "`plan` that makes every object": (objects) => () =>
      timeOf(bench, charter(folderOf(objects, 1), "plan", "manifests", ...elsewhere)),
    "`plan` that changes every object": (objects) => () => {
      const live = join(folderOf(objects, 1), ".charter", "organization.db");
      return timeOf(bench, charter(folderOf(objects, 2), "plan", "manifests", "--target", `sqlite:${live}`));
    },
  };
}
