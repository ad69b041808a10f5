import * as fc from "fast-check";

import type { PullRequestReport } from "../../../../src/render/markdown/pull-request/pull-request-report.ts";
import { hostilePlan, hostileText, marker } from "../../hostile-text.ts";
import { report } from "./sample-report.ts";

// What GitHub makes something of, beyond what hostile texts hold already.
const more = [
  "0123456789abcdef0123456789abcdef01234567",
  "www.evil.test",
  "http://evil.test/a_b",
  "mail@evil.test",
  "<!--",
  "-->",
  "&#64;team",
  ":tada:",
  "\n[x]: http://evil.test\n",
  "[^1]",
  "\\|",
  "\\`",
  "\\\\",
  "|||",
  "``",
  "~~~",
  "````````",
  "<sub>",
  "$`x`$",
  "\n> [!NOTE]\n> x\n",
  "\n\n| a |\n| - |\n| b |\n",
  "closes #1",
];

const statuses: readonly PullRequestReport["status"][] = [
  "planned",
  "approved",
  "applying",
  "applied",
  "failed",
  "stale",
  "refused",
  "invalid",
  "offline",
];

/** Reports in which every text came from an attacker: of a plan, of GitHub and of a target. */
export const hostileReport: fc.Arbitrary<PullRequestReport> = fc
  .record({
    plan: hostilePlan,
    text: hostileText,
    tricks: fc.array(fc.constantFrom(...more), { minLength: 1, maxLength: 4 }),
    status: fc.constantFrom(...statuses),
    mine: fc.boolean(),
  })
  .map(({ plan, text, tricks, status, mine }) => {
    const made = withTricks(plan, tricks.join(""));
    const datum = withTricks(text, tricks.join(""));
    const reason = { code: "actor-unknown", args: { email: datum } };
    const addresses = made.changes.map(({ address }) => address);
    return report({
      status,
      plan: made,
      introduced: new Set(mine ? addresses : addresses.slice(1)),
      withdrawn: [datum],
      people: [{ login: datum, part: "approver", member: datum, counts: false, reason }],
      suggestion: { missing: 2, groups: [{ howMany: 1, anyOf: [datum, datum], covers: 1 }], beyondApproval: [datum] },
      head: datum,
      failure: { code: datum, args: { detail: datum } },
      difference: { appeared: [datum], gone: [datum], altered: [datum] },
      outcome: {
        applied: [datum],
        failed: [{ address: datum, reason: datum }],
        notAttempted: [datum],
        unknown: [datum],
        invitations: [{ email: datum, delivery: "failed", detail: datum }],
      },
    });
  });

// Every text that came from outside begins with the marker; the tricks go behind it, in keys and values alike.
function withTricks<Value>(value: Value, tricks: string): Value {
  const behind = JSON.stringify(`${marker}${tricks}`).slice(1, -1);
  const text = JSON.stringify(value).replaceAll(marker, () => behind);
  return JSON.parse(text) as Value;
}
