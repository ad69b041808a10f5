import * as fc from "fast-check";

import type { Decision } from "../../src/model/decision.ts";
import type { DecidedChange, Plan } from "../../src/model/plan.ts";
import { change, decision, plan } from "./sample-plan.ts";

const tricks = [
  "`",
  "```",
  "|",
  "\\",
  "@team",
  "#1",
  "<img src=x>",
  "](javascript:alert(1))",
  "![x](https://evil.test/x.png)",
  "\u202e",
  "\u200b",
  "\u001b[31m",
  "\u009b31m",
  "\u0007",
  "::error::x",
  "##[error]x",
  "\n",
  "\r",
  "\t",
  "\u2028",
  "\u{e0041}",
  "\ufe0f",
  "\ud800",
  "日本",
  "👩‍👧",
  "</details>",
  "# heading",
  "- item",
  "1. item",
  "---",
  " ",
  "GH-1",
  "user/repo#1",
  "https://evil.test",
];

/** Every datum of a hostile plan holds this, so that a test finds where data went. */
export const marker = "ZQX";

/** A text made of everything that has ever broken out of a terminal or of markdown. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...tricks), fc.string({ maxLength: 4 })), { maxLength: 6 })
  .map((parts) => `${marker}${parts.join("")}`);

const hostileReason: fc.Arbitrary<Decision["reason"]> = fc.oneof(
  hostileText.map((text) => ({ code: "role-lacks", args: { roles: [text], permission: text, project: text } })),
  hostileText.map((text) => ({ code: text, args: { [text]: text } })),
);

const hostileJson = fc.oneof(
  hostileText,
  fc.array(hostileText, { maxLength: 3 }),
  fc.tuple(hostileText, hostileText).map(([key, value]) => ({ [key]: [{ [key]: value }, value] })),
);

const hostileEdit = fc.record({
  path: hostileText.map((text) => `/${text}`),
  before: fc.option(hostileJson, { nil: undefined }),
  after: fc.option(hostileJson, { nil: undefined }),
});

const hostileChange: fc.Arbitrary<DecidedChange> = fc
  .record({
    text: hostileText,
    edits: fc.array(hostileEdit, { maxLength: 2 }),
    reason: hostileReason,
    allowed: fc.boolean(),
  })
  .map(({ text, edits, reason, allowed }) =>
    change({
      address: `Audience/${text}/${text}`,
      edits,
      source: { file: text, document: 0, line: 1, column: 1 },
      requirements: [{ permission: text }],
      decision: decision({ allowed, rule: text, by: text, role: text, reason, whoCan: [text] }),
    }),
  );

/** Plans in which every text came from an attacker. */
export const hostilePlan: fc.Arbitrary<Plan> = fc
  .record({ text: hostileText, changes: fc.array(hostileChange, { maxLength: 3 }), founds: fc.boolean() })
  .map(({ text, changes, founds }) =>
    plan({
      target: text,
      founds,
      actor: { email: text, member: text, liveRoles: [text] },
      approvers: [{ email: text, member: text, liveRoles: [] }],
      authoritative: [text],
      verdict: changes.some((each) => !each.decision.allowed) ? "denied" : "refused",
      summary: { add: 0, change: changes.length, remove: 0, byHand: 1, unmanaged: 1 },
      unmanagedByKind: { [text]: 1 },
      changes,
      findings: [{ code: text, severity: "error", args: { people: [text] }, addresses: [text] }],
      effects: [{ member: text, email: text, gains: [text], loses: [text], escalation: true }],
      byHand: [{ address: text, steps: [text] }],
      diagnostics: [
        {
          code: "unknown-key",
          severity: "error",
          args: { key: text, nearest: text, known: [text] },
          place: { file: text, start: 0, end: 1 },
        },
      ],
      digest: text,
    }),
  );
