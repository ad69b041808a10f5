import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { answerQuestion } from "../src/authorize/answer-question.ts";
import { declare } from "../src/declare.ts";
import type { Reconciliation } from "../src/reconcile.ts";
import { renderPlanJson } from "../src/render/json/plan.ts";
import { anyBrokenManifest } from "./support/broken-manifests.ts";
import { brokenByStep, type OracleSettings } from "./support/guard-oracle.ts";
import { liveFrom } from "./support/live-organization.ts";
import { documentsOf, type Manifest, member as person, organization } from "./support/manifests.ts";
import { changed, type Model, modelOf, snapshotOf } from "./support/model-store.ts";
import { mayDo } from "./support/permission-oracle.ts";
import { anyGrant, everyRequirement, standingOf } from "./support/permission-questions.ts";
import { planOf, reconciliationOf } from "./support/planning.ts";
import { powersBeyond, powersOf } from "./support/powers-oracle.ts";
import { anyEdits, anyMoves, edited } from "./support/random-edits.ts";
import {
  administrationTitles,
  anyOrganization,
  anyTightOrganization,
  laxGuards,
  peopleNames,
} from "./support/random-organization.ts";
import { findSafeOrder } from "./support/safe-order-oracle.ts";

const isLong = process.env["CHARTER_LONG"] === "1";
const runs = (count: number): { readonly numRuns: number } => ({ numRuns: isLong ? count * 50 : count });

/** A live organization, and manifests that somebody has edited since. */
const anyCase = fc.record({ organization: anyOrganization, edits: anyEdits, actor: fc.constantFrom(...peopleNames) });
/** The same where floors leave little room: mostly people who change places. */
const anyTightCase = fc.record({
  organization: anyTightOrganization,
  edits: anyMoves,
  actor: fc.constantFrom(...peopleNames),
});

type Case = typeof anyCase extends fc.Arbitrary<infer Value> ? Value : never;

function reconcileCase({ organization: { manifests, details }, edits, actor }: Case): Reconciliation {
  return reconciliationOf({ live: liveFrom(manifests, details), declared: edited(manifests, edits), actor });
}

/** The states of a plan's model from the first to the last. */
function statesOf(reconciliation: Reconciliation): readonly Model[] {
  const { actor, changes } = reconciliation.plan;
  const states = [modelOf(reconciliation)];
  for (const change of changes) states.push(changed(states.at(-1) ?? new Map(), change, actor.member));
  return states;
}

describe("planning", () => {
  test("finds nothing between an organization and itself", () => {
    fc.assert(
      fc.property(anyOrganization, fc.constantFrom(...peopleNames), ({ manifests, details }, actor) => {
        const plan = planOf({ live: liveFrom(manifests, details), declared: manifests, actor });
        expect([plan.diagnostics, plan.changes, plan.findings, plan.verdict]).toEqual([[], [], [], "allowed"]);
      }),
      runs(60),
    );
  });

  test("finds nothing more after a plan has been applied", () => {
    let applied = 0;
    fc.assert(
      fc.property(anyCase, (one) => {
        const asOwner = { ...one, actor: "p0" as const };
        const reconciliation = reconcileCase(asOwner);
        const { plan } = reconciliation;
        if (plan.verdict !== "allowed" || plan.changes.length === 0) return;
        applied += 1;
        const { manifests, details } = one.organization;
        const final = statesOf(reconciliation).at(-1) ?? new Map();
        const live = snapshotOf(final, liveFrom(manifests, details));
        const again = planOf({ live, declared: edited(manifests, one.edits), actor: "p0" });
        expect([again.diagnostics, again.changes.map(({ address, edits }) => ({ address, edits }))]).toEqual([[], []]);
      }),
      runs(300),
    );
    // The law says something only if most plans get so far.
    expect(applied).toBeGreaterThan(50);
  });

  test("gives the same bytes again, in whatever order the documents come", () => {
    fc.assert(
      fc.property(
        anyCase,
        fc.infiniteStream(fc.nat()),
        ({ organization: { manifests, details }, edits, actor }, order) => {
          const live = liveFrom(manifests, details);
          const declared = edited(manifests, edits);
          const shuffled = declared
            .map((one) => ({ one, at: Number(order.next().value) }))
            .toSorted((one, other) => one.at - other.at)
            .map(({ one }) => one);
          expect(printed(planOf({ live, declared: shuffled, actor }))).toBe(printed(planOf({ live, declared, actor })));
        },
      ),
      runs(100),
    );
  });
});

describe("an allowed plan", () => {
  test("keeps every guard in every state, by another judge than the guards", () => {
    let judged = 0;
    fc.assert(
      fc.property(anyCase, (one) => {
        const reconciliation = reconcileCase({ ...one, actor: "p0" });
        const { plan } = reconciliation;
        if (plan.verdict !== "allowed") return;
        judged += plan.changes.length > 1 ? 1 : 0;
        expect(brokenIn(reconciliation, settingsOf(one))).toEqual([]);
      }),
      runs(300),
    );
    expect(judged).toBeGreaterThan(20);
  });

  test("says of everybody exactly what they gain and lose", () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const reconciliation = reconcileCase(one);
        const { plan } = reconciliation;
        if (plan.verdict === "invalid" || plan.findings.some(({ code }) => code === "order-cycle")) return;
        const states = statesOf(reconciliation);
        const [first, last] = [states[0] ?? new Map(), states.at(-1) ?? new Map()];
        const people = [...new Set([...first.keys(), ...last.keys()])].filter((address) =>
          address.startsWith("Member/"),
        );
        const replaced = new Set(plan.changes.filter(({ replaces }) => replaces).map(({ address }) => address));
        const expected = people
          .filter((address) => !replaced.has(address))
          .map((address) => address.slice("Member/".length))
          .map((name) => ({ name, before: powersOf(first, name), after: powersOf(last, name) }))
          .map(({ name, before, after }) => ({
            name,
            gains: powersBeyond(after, before).length > 0,
            loses: powersBeyond(before, after).length > 0,
          }))
          .filter(({ gains, loses }) => gains || loses);
        const said = plan.effects
          .filter(({ member }) => !replaced.has(`Member/${member}`))
          .map(({ member, gains, loses }) => ({ name: member, gains: gains.length > 0, loses: loses.length > 0 }));
        expect(said.toSorted(byName)).toEqual(expected.toSorted(byName));
      }),
      runs(300),
    );
  });

  test("gives its actor nothing when nobody else has approved, unless the actor is the Owner", () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const reconciliation = reconcileCase(one);
        const { plan } = reconciliation;
        const { member } = plan.actor;
        if (plan.verdict !== "allowed" || member === undefined || one.actor === "p0") return;
        const made = plan.changes
          .filter(({ action, kind }) => action === "create" && kind === "Project")
          .map(({ address }) => `/${address.slice("Project/".length)}/`);
        const gained = gainedBy(reconciliation, member);
        expect(gained.filter((power) => !made.some((place) => power.includes(place)))).toEqual([]);
      }),
      runs(300),
    );
  });
});

describe("an order that keeps every guard", () => {
  test("is found whenever there is one", () => {
    let searched = 0;
    fc.assert(
      fc.property(anyTightCase, (one) => {
        const reconciliation = reconcileCase({ ...one, actor: "p0" });
        const { plan } = reconciliation;
        const refused = plan.findings.some(({ code }) => stepCodes.has(code));
        if (plan.verdict === "invalid" || !refused || plan.changes.length > 6) return;
        searched += 1;
        const found = findSafeOrder(modelOf(reconciliation), plan.changes, { ...settingsOf(one), actor: "p0" });
        expect(found?.map(({ action, address }) => `${action} ${address}`)).toBeUndefined();
      }),
      runs(300),
    );
    expect(searched).toBeGreaterThan(5);
  });

  test("is what a plan is shown in, also where there is little room", () => {
    fc.assert(
      fc.property(anyTightCase, (one) => {
        const reconciliation = reconcileCase({ ...one, actor: "p0" });
        const { plan } = reconciliation;
        if (plan.verdict === "invalid" || plan.findings.some(({ code }) => stepCodes.has(code))) return;
        expect(brokenIn(reconciliation, settingsOf(one))).toEqual([]);
      }),
      runs(200),
    );
  });
});

describe("a decision", () => {
  test("agrees with tables typed by hand from the documentation", () => {
    let allowed = 0;
    fc.assert(
      fc.property(anyOrganization, fc.constantFrom(...peopleNames), ({ manifests, details }, about) => {
        const { live: state } = reconciliationOf({ live: liveFrom(manifests, details), declared: manifests });
        const questions = peopleNames.flatMap((member) => everyRequirement(about).map((one) => ({ member, ...one })));
        const answers = questions.map(({ member, product, requirement }) => ({
          member,
          requirement,
          holds: answerQuestion({ state, member, requirement }).holds,
          expected: mayDo(standingOf({ manifests, details }, member, requirement), product, requirement.permission),
        }));
        allowed += answers.filter(({ holds }) => holds).length;
        expect(answers.filter(({ holds, expected }) => holds !== expected)).toEqual([]);
      }),
      runs(60),
    );
    expect(allowed).toBeGreaterThan(1000);
  });

  test("never turns from yes to no when a role is given", () => {
    fc.assert(
      fc.property(
        anyOrganization,
        fc.constantFrom(...peopleNames),
        anyGrant,
        ({ manifests, details }, about, { member, give }) => {
          const { live: before } = reconciliationOf({ live: liveFrom(manifests, details), declared: manifests });
          const granted = give(manifests, member);
          const { live: after } = reconciliationOf({ live: liveFrom(granted, details), declared: granted });
          const lost = everyRequirement(about).filter(({ requirement }) => {
            const held = answerQuestion({ state: before, member, requirement }).holds;
            return held && !answerQuestion({ state: after, member, requirement }).holds;
          });
          expect(lost).toEqual([]);
        },
      ),
      runs(60),
    );
  });
});

describe("nobody raises themselves", () => {
  const titles = isLong
    ? administrationTitles
    : administrationTitles.filter((title) => title !== "Product Analytics Viewer");
  const subsets = subsetsOf(titles).filter((one) => one.length > 0);
  const world = (ben: readonly string[], cleo: readonly string[]): readonly Manifest[] => [
    organization({ guards: { ...laxGuards, actorKeepsAccess: false } }),
    person("ada"),
    person("ben", { administrationRoles: ben }),
    person("cleo", { administrationRoles: cleo }),
  ];

  // Every plan that ben can make of every organization of three people; a sequence of plans is no more than its steps.
  test.each(subsets.map((ben) => [ben.join(", "), ben] as const))("who starts as %s", (_, ben) => {
    const plans = subsets.flatMap((cleo) => subsets.flatMap((mine) => subsets.map((hers) => ({ cleo, mine, hers }))));
    const raising = plans.filter(({ cleo, mine, hers }) => {
      const live = liveFrom(world(ben, cleo));
      const reconciliation = reconciliationOf({ live, declared: world(mine, hers), actor: "ben" });
      return reconciliation.plan.verdict === "allowed" && gainedBy(reconciliation, "ben").length > 0;
    });
    expect(raising).toEqual([]);
  });
});

describe("declare", () => {
  test("takes any JSON without throwing", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), anyBrokenManifest()), { maxLength: 6 }), (documents) => {
        const { diagnostics } = declare(documentsOf(documents), []);
        expect(diagnostics.every(({ code }) => /^[a-z]+(-[a-z]+)*$/.test(code))).toBe(true);
      }),
      runs(400),
    );
  });
});

function brokenIn(reconciliation: Reconciliation, settings: OracleSettings): readonly string[] {
  const states = statesOf(reconciliation);
  return reconciliation.plan.changes.flatMap(({ address }, at) => {
    const [before, after] = [states[at] ?? new Map(), states[at + 1] ?? new Map()];
    return brokenByStep(before, after, settings).map((what) => `${address}: ${what}`);
  });
}

function gainedBy(reconciliation: Reconciliation, name: string): readonly string[] {
  const states = statesOf(reconciliation);
  const [first, last] = [states[0] ?? new Map(), states.at(-1) ?? new Map()];
  return powersBeyond(powersOf(last, name), powersOf(first, name));
}

function subsetsOf<Item>([first, ...rest]: readonly Item[]): readonly (readonly Item[])[] {
  if (first === undefined) return [[]];
  return subsetsOf(rest).flatMap((subset) => [subset, [first, ...subset]]);
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}

function printed(plan: Parameters<typeof renderPlanJson>[0]): string {
  return [...renderPlanJson(plan)].join("");
}

// Live and declared settings are the same in the random organizations.
function settingsOf({ organization: { manifests } }: Case): { readonly minAdmins: number } {
  const guards = manifests.find(({ kind }) => kind === "Organization")?.spec["guards"] as {
    readonly minAdmins?: number;
  };
  return { minAdmins: guards.minAdmins ?? 2 };
}

/** The guards that judge single steps, whose findings may depend on the order. */
const stepCodes: ReadonlySet<string> = new Set([
  "admin-floor",
  "administration-role",
  "one-owner",
  "project-owner",
  "role-exists",
  "left-out",
  "still-used",
  "quota",
  "order-cycle",
]);
