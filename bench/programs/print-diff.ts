import type { JsonObject } from "../../src/model/json.ts";
import type { Plan } from "../../src/model/plan.ts";
// Prints the largest difference an object has, a role with 8,000 lines of rules, in every form, and says how long the slowest
// took in each.
import { renderPlanJson } from "../../src/render/json/plan.ts";
import { renderPlanMarkdown } from "../../src/render/markdown/plan.ts";
import { renderPlan } from "../../src/render/terminal/plan.ts";

type Rules = readonly JsonObject[];

/** 500 rules of 16 lines each, in which every so many lines have another word. */
function rules(word: string, every: number): Rules {
  const wordAt = (line: number): string => (line % every === 0 ? word : "same");
  return Array.from({ length: 500 }, (_, rule) => ({
    module: "content_type",
    content_types: Array.from({ length: 14 }, (_type, index) => `${wordAt(rule * 14 + index)}-${rule}-${index}`),
  }));
}

const planOf = (before: Rules, after: Rules): Plan => ({
  target: "sqlite:bench.db",
  founds: false,
  actor: { email: "ada@bench.test", member: "ada", liveRoles: ["Owner"] },
  approvers: [],
  authoritative: [],
  verdict: "allowed",
  summary: { add: 0, change: 1, remove: 0, byHand: 0, unmanaged: 0 },
  unmanagedByKind: {},
  changes: [
    {
      address: "Role/editor",
      kind: "Role",
      action: "update",
      replaces: false,
      edits: [{ path: "/rules", before, after }],
      before: undefined,
      after: undefined,
      source: undefined,
      requirements: [],
      decision: {
        allowed: true,
        rule: "bench",
        by: "ada",
        role: "Owner",
        reason: { code: "role-permits", args: {} },
        whoCan: [],
      },
    },
  ],
  findings: [],
  effects: [],
  byHand: [],
  diagnostics: [],
  cost: { reads: 0, writes: 0, seconds: 0 },
  readSet: { lineage: "", serial: 1, digest: "" },
  digest: "",
});

const forms: Readonly<Record<string, (plan: Plan) => string | Iterable<string>>> = {
  terminal: (plan) => renderPlan(plan, { colour: true, width: 100 }),
  markdown: (plan) => renderPlanMarkdown(plan, { locate: () => undefined }),
  json: (plan) => renderPlanJson(plan, () => undefined),
};
// Comparing takes longest when all lines differ, or as many as are still compared.
const plans = [1, 2, 14, 20].map((every) => planOf(rules("former", every), rules("later", every)));
const milliseconds = Object.fromEntries(
  Object.entries(forms).map(([form, render]) => [form, Math.max(...plans.map((plan) => timeOf(() => render(plan))))]),
);
process.stdout.write(JSON.stringify(milliseconds));

function timeOf(render: () => string | Iterable<string>): number {
  const begin = performance.now();
  const text = render();
  // What is printed piece by piece is made piece by piece.
  const length = typeof text === "string" ? text.length : [...text].length;
  return length > 0 ? performance.now() - begin : Number.NaN;
}
