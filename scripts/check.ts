import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

/** Scripts of package.json, the quick ones first, so that a slip shows after seconds. */
const steps = [
  "format:check",
  "lint",
  "types",
  "borders",
  "dead-code",
  "schemas:check",
  "docs:check",
  "action:check",
  "lockfile:check",
  "test",
  "package:check",
];

const { values } = parseArgs({ options: { without: { type: "string", multiple: true, default: [] } } });

const failed = steps.filter((step) => !values.without.includes(step)).find((step) => !passes(step));
if (failed !== undefined) process.exitCode = 1;
console.log(
  failed === undefined ? "\ncheck: everything passes" : `\ncheck: ${failed} failed; run it alone: npm run ${failed}`,
);

function passes(step: string): boolean {
  console.log(`\n== ${step}`);
  return spawnSync(process.execPath, ["--run", step], { stdio: "inherit" }).status === 0;
}
