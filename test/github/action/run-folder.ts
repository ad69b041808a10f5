import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const variable = "CHARTER_TEST_RUN_FOLDER";

/** Makes the folder that all workers of a test run share, which goes with the run. */
export function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), "charter-run-"));
  process.env[variable] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** The folder that goes with the test run. */
export function runFolder(): string {
  return process.env[variable] ?? tmpdir();
}
