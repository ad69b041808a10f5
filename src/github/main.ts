import { runAction } from "./modes/run-action.ts";
import { safeLines } from "./report/safe-line.ts";

// A run that never comes to its end must not look as if it had.
process.exitCode = 1;
process.exitCode = await runAction({
  variables: process.env,
  log: (text) => void process.stdout.write(`${safeLines(text)}\n`),
});
