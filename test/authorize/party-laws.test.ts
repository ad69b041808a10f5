import fc from "fast-check";
import { expect, test } from "vitest";

import type { PartyDecision } from "../../src/model/decision.ts";
import { textOf } from "../../src/model/json.ts";
import type { DecidedChange } from "../../src/model/plan.ts";
import type { PartyRequest, Reconciliation } from "../../src/reconcile.ts";
import { liveFrom } from "../support/live-organization.ts";
import { identityOf } from "../support/manifests.ts";
import { changed, type Model, modelOf } from "../support/model-store.ts";
import { mayDo } from "../support/permission-oracle.ts";
import { standingOf } from "../support/permission-questions.ts";
import { planOf } from "../support/planning.ts";
import { powersBeyond, powersOf } from "../support/powers-oracle.ts";
import { anyEdits, edited } from "../support/random-edits.ts";
import { anyOrganization, peopleNames } from "../support/random-organization.ts";
import { partyOf, reconcileForParties } from "./planning-for-parties.ts";

const runs = { numRuns: process.env["CHARTER_LONG"] === "1" ? 5000 : 100 };
const pullRequestRules = ["merger-or-approver", "merger-only", "two-person"] as const;
const rules = [...pullRequestRules, "actor"] as const;

/** An organization somebody has edited, the maker of the plan, and the people of a pull request. */
const anyCase = fc.record({
  organization: anyOrganization,
  edits: anyEdits,
  maker: fc.constantFrom(...peopleNames),
  actor: fc.constantFrom(...peopleNames, "eve"),
  approvers: fc.shuffledSubarray([...peopleNames, "eve"], { maxLength: 3 }),
  another: fc.constantFrom(...peopleNames),
});
type Case = typeof anyCase extends fc.Arbitrary<infer Value> ? Value : never;

function reconcileCase(
  { organization: { manifests, details }, edits, maker }: Case,
  parties: readonly PartyRequest[],
): Reconciliation {
  return reconcileForParties({
    live: liveFrom(manifests, details),
    declared: edited(manifests, edits),
    actor: maker,
    partiesOf: () => parties,
  });
}

/** What each of the parties says to each change. */
function heard(one: Case, parties: readonly PartyRequest[]): readonly (readonly PartyDecision[])[] {
  return reconcileCase(one, parties).plan.changes.map(({ decision }) => decision.parties ?? []);
}

test("one approver more never turns a yes into a no", () => {
  let allowed = 0;
  fc.assert(
    fc.property(anyCase, (one) => {
      const { actor, approvers, another } = one;
      const parties = rules.flatMap((rule) => [
        partyOf(rule, actor, approvers),
        partyOf(rule, actor, [...approvers, another]),
      ]);
      for (const verdicts of heard(one, parties)) {
        for (let at = 0; at < verdicts.length; at += 2) {
          if (verdicts[at]?.allowed === true) {
            allowed += 1;
            expect(verdicts[at + 1]?.allowed).toBe(true);
          }
        }
      }
    }),
    runs,
  );
  expect(allowed).toBeGreaterThan(100);
});

test("the order of approvers and their repetition are nothing to a decision", () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const { actor, approvers } = one;
      const others = [...approvers.toReversed(), ...approvers, actor];
      const parties = pullRequestRules.flatMap((rule) => [
        partyOf(rule, actor, approvers),
        partyOf(rule, actor, others),
      ]);
      for (const verdicts of heard(one, parties)) {
        for (let at = 0; at < verdicts.length; at += 2) expect(verdicts[at]).toEqual(verdicts[at + 1]);
      }
    }),
    runs,
  );
});

test("what two people or the merger alone may do, a merger or approver may do", () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const { actor, approvers } = one;
      const parties = pullRequestRules.map((rule) => partyOf(rule, actor, approvers));
      for (const [either, merger, both] of heard(one, parties)) {
        if (both?.allowed === true) expect(merger?.allowed).toBe(true);
        if (merger?.allowed === true) expect(either?.allowed).toBe(true);
      }
    }),
    runs,
  );
});

test("no rule is looser than one person who holds every permission live, by tables typed by hand", () => {
  let judged = 0;
  fc.assert(
    fc.property(anyCase, (one) => {
      const parties = rules.map((rule) => partyOf(rule, one.actor, one.approvers));
      const { plan, live } = reconcileCase(one, parties);
      for (const change of plan.changes) {
        const known = change.requirements.filter(({ project }) => project === undefined || live.findProject(project));
        for (const { allowed, qualified } of change.decision.parties ?? []) {
          if (!allowed) continue;
          judged += 1;
          expect(qualified).not.toEqual([]);
          expect(qualified.filter((name) => !holdsAll(one, name, known))).toEqual([]);
        }
      }
    }),
    runs,
  );
  expect(judged).toBeGreaterThan(100);
});

test("nobody but the Owner allows their own gain alone, and nobody at all a privileged seat", () => {
  let gained = 0;
  fc.assert(
    fc.property(anyCase, (one) => {
      const parties = pullRequestRules.map((rule) => partyOf(rule, one.actor, [one.another]));
      const reconciliation = reconcileCase(one, parties);
      for (const { change, before, after } of stepsOf(reconciliation)) {
        for (const { allowed, qualified } of change.decision.parties ?? []) {
          const [alone, second] = qualified;
          if (!allowed || alone === undefined || second !== undefined) continue;
          const gains = peopleNames.map((name) => ({ name, powers: gainOf(before, after, name) }));
          gained += gains.filter(({ powers }) => powers.length > 0).length;
          expect(gains.flatMap(({ powers }) => powers).filter((power) => privileged.test(power))).toEqual([]);
          const own = gains.find(({ name }) => name === alone && name !== "p0")?.powers ?? [];
          expect(own.filter((power) => !isOfMade(change, power))).toEqual([]);
        }
      }
    }),
    runs,
  );
  expect(gained).toBeGreaterThan(5);
});

test("a party of one actor decides as the actor does without parties", () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const { manifests, details } = one.organization;
      const { plan } = reconcileCase(one, [partyOf("actor", one.maker)]);
      const alone = planOf({
        live: liveFrom(manifests, details),
        declared: edited(manifests, one.edits),
        actor: one.maker,
      });
      const shown = ({ address, replaces, edits, decision: { parties: _, ...decision } }: DecidedChange): unknown =>
        // A seat that is handed over is a gain for parties, even of whoever held it.
        replaces || edits.some(({ path }) => path.startsWith("/github")) ? address : { address, decision };
      expect(plan.changes.map(shown)).toEqual(alone.changes.map(shown));
    }),
    runs,
  );
});

function holdsAll({ organization }: Case, name: string, requirements: DecidedChange["requirements"]): boolean {
  return requirements.every((requirement) => {
    const place = organization.manifests.find((one) => identityOf(one) === `Project/${requirement.project}`);
    const product = place === undefined ? "administration" : textOf(place.spec["product"]);
    return mayDo(standingOf(organization, name, requirement), product, requirement.permission);
  });
}

interface ModelStep {
  readonly change: DecidedChange;
  readonly before: Model;
  readonly after: Model;
}

function stepsOf(reconciliation: Reconciliation): readonly ModelStep[] {
  const { changes, actor } = reconciliation.plan;
  const models = [modelOf(reconciliation)];
  return changes.map((change, at) => {
    const before = models[at] ?? new Map();
    const after = changed(before, change, actor.member);
    models.push(after);
    return { change, before, after };
  });
}

function gainOf(before: Model, after: Model, name: string): readonly string[] {
  return powersBeyond(powersOf(after, name), powersOf(before, name));
}

// The seat that making a project gives is not counted as a gain.
function isOfMade({ action, kind, address }: DecidedChange, power: string): boolean {
  return kind === "Project" && action === "create" && power.includes(`/${address.slice("Project/".length)}/`);
}

const privileged = /^administration\/\/(?:Owner$|Admin$|Security Manager$|.* SSO )/;
