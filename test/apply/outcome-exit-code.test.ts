import { expect, test } from "vitest";

import { outcomeExitCode } from "../../src/apply/outcome-exit-code.ts";
import type { Outcome } from "../../src/model/outcome.ts";

const none: Outcome = { applied: [], failed: [], notAttempted: [], unknown: [], invitations: [] };
const failed = [{ address: "Member/ben", reason: "refused" }] as const;

test.each<[title: string, outcome: Partial<Outcome>, exitCode: number]>([
  ["everything was made", { applied: ["Member/ada"] }, 0],
  ["one was refused, and nothing was written", { failed }, 20],
  ["one was refused after others were made", { applied: ["Member/ada"], failed }, 27],
  ["one was refused after another that may have been made", { unknown: ["Member/ada"], failed }, 27],
  ["nobody knows", { unknown: ["Member/ada"] }, 28],
])("the exit code is true when %s", (_, outcome, exitCode) => {
  expect(outcomeExitCode({ ...none, ...outcome })).toBe(exitCode);
});
