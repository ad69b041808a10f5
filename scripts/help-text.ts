import { PassThrough } from "node:stream";

import { processEnvironment } from "../src/cli/environment.ts";
import { buildProgram } from "../src/cli/program.ts";

/** What `charter --help` prints on a wide window, whatever window this runs in. */
export function helpText(): string {
  const stdout = Object.assign(new PassThrough(), { columns: 1000 });
  buildProgram({ ...processEnvironment(), stdout }, () => undefined).outputHelp();
  return String(stdout.read() ?? "");
}
