import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Plan } from "../../../src/model/plan.ts";
import { renderPlan } from "../../../src/render/terminal/plan.ts";
import { displayWidth } from "../../../src/render/text/display-width.ts";
import { hostilePlan } from "../hostile-text.ts";
import { change, decision, fullPlan, placedAt, plan } from "../sample-plan.ts";

const style = { colour: false, width: 100 };

function lastLine(given: Plan): string | undefined {
  return renderPlan(given, style).trimEnd().split("\n").at(-1);
}

test("a plan shows header, changes, decisions, guards, access, steps by hand, costs, verdict and counts", () => {
  expect(renderPlan(fullPlan(), style)).toMatchInlineSnapshot(`
    "Plan for sqlite:.charter/organization.db
      actor          carl@acme.test (Member, Project Member)
      approver       ada@acme.test (Owner)
      authoritative  Audience

    organization
      + Member/ben  members/ben.yaml:1
          denied: \`Member\` does not permit \`organization-users:invite\`
            \`ada\` and \`dana\` could make this change
          + email:               "ben@acme.test"
          + administrationRoles: [Admin, Member]
    -/+ Member/dana  members/dana.yaml:1
          ~ email: "dana@acme.test" -> "dana@example.test"

    project storefront
      ~ Audience/storefront/gold-canada  projects/storefront/audiences.yaml:1
          ~ title: "Gold" -> "Gold members in Canada"
          ~ tags:
            - old
            + canada
              1 unchanged
          ~ when:
              all:
                - attribute: COUNTRY
            -     equals: US
            +     equals: CA
                - attribute: tier
                  equals: gold
      - Event/storefront/clicked
          - key: "clicked"

    Decisions
      denied  1 change to Member (administration-matrix)
      allowed 3 changes by ada as Owner (personalize-matrix)

    Guards
      error admin-floor: 1 person who accepted would hold Owner or Admin, at least 2 must
        help: give someone else the role first; a pending invitation does not count
        about Member/dana

    Access
      ben  ben@acme.test  escalation
          + Admin of the organization
      dana  dana@acme.test
          - Admin of the organization

    By hand
      Member/ben
        1. Open Administration, then Users.
        2. Click Invite.

    Unmanaged: 4 live objects are not declared and are left alone: Audience (3), Event (1)
    Cost: 12 reads and 4 writes, about 4 seconds

    Denied: \`carl@acme.test\` may not make 1 of 4 changes, so nothing is applied.
    Plan: 1 to add, 2 to change, 1 to remove.
    "
  `);
});

test("a plan fits a terminal of forty columns", () => {
  const rows = renderPlan(fullPlan(), { colour: false, width: 40 }).split("\n");
  const counts = rows.indexOf("Plan: 1 to add, 2 to change, 1 to remove.");
  expect(counts).toBe(rows.length - 2);
  expect(rows.toSpliced(counts, 1).filter((row) => displayWidth(row) > 40)).toEqual([]);
});

test("additions are green, changes yellow, removals red, headings bold and details dim", () => {
  const rendered = renderPlan(fullPlan(), { colour: true, width: 100 });
  expect(rendered).toContain("\u001b[32m  +\u001b[0m Member/ben\u001b[2m  members/ben.yaml:1\u001b[0m");
  expect(rendered).toContain("\u001b[33m  ~\u001b[0m Audience");
  expect(rendered).toContain("\u001b[31m  -\u001b[0m Event");
  expect(rendered).toContain("\u001b[1mGuards\u001b[0m");
});

describe("the last line", () => {
  test("counts the changes", () => {
    expect(lastLine(fullPlan())).toBe("Plan: 1 to add, 2 to change, 1 to remove.");
  });

  test("says that there is nothing to change", () => {
    expect(lastLine(plan())).toBe("No changes. The organization matches its manifests.");
  });

  test("does not say that manifests match when they are invalid", () => {
    expect(lastLine(plan({ verdict: "invalid" }))).toBe("Invalid: the manifests have to be corrected first.");
  });
});

describe("the verdict", () => {
  test("names the approvers that an allowed plan rests on", () => {
    const approvers = [{ email: "ben@acme.test", liveRoles: ["Admin"] }];
    expect(renderPlan(plan({ changes: [change(), change()], approvers }), style)).toContain(
      "Allowed: `ada@acme.test` may make all 2 changes, with the approval of `ben@acme.test`.",
    );
  });

  test("names the guards that stand against a plan", () => {
    const finding = { severity: "error", args: {}, addresses: [] } as const;
    const findings = [
      { code: "still-used", ...finding },
      { code: "one-owner", ...finding },
    ];
    expect(renderPlan(plan({ verdict: "refused", changes: [change()], findings }), style)).toContain(
      "Refused: `one-owner` and `still-used` stand against it.",
    );
  });
});

test("an empty target is said to be founded", () => {
  expect(renderPlan(plan({ founds: true, changes: [change()] }), style)).toContain(
    "The target is empty: applying this plan founds the organization.",
  );
});

test("a stranger has no live role", () => {
  const actor = { email: "eve@acme.test", liveRoles: [] };
  expect(renderPlan(plan({ actor }), style)).toContain("eve@acme.test (no live role)");
});

test("a change that nobody could make says so", () => {
  const denied = decision({ allowed: false, whoCan: [] });
  expect(renderPlan(plan({ verdict: "denied", changes: [change({ decision: denied })] }), style)).toContain(
    "nobody in the organization could make this change",
  );
});

test("problems of the manifests stand first, with their lines where they are known", () => {
  const diagnostics: Plan["diagnostics"] = [
    { code: "message-empty", severity: "warning", args: {}, place: { file: "a.yaml", start: 0, end: 1 } },
  ];
  const locate = placedAt(3, 5);
  const rendered = renderPlan(plan({ diagnostics }), style, locate);
  expect(rendered).toMatch(/^warning: .*\n {2}--> a\.yaml:3:5\n/);
});

test("no character of the data steers the terminal, and rows fit the width", () => {
  fc.assert(
    fc.property(hostilePlan, fc.integer({ min: 20, max: 100 }), (hostile, width) => {
      const rendered = renderPlan(hostile, { colour: false, width });
      for (const row of rendered.trimEnd().split("\n").slice(0, -1)) {
        expect(displayWidth(row)).toBeLessThanOrEqual(width);
        expect(row).not.toMatch(/^ *::|##\[|[\p{Cc}\p{Cf}\p{Cs}]/u);
      }
    }),
    { numRuns: 60 },
  );
});

test("colours change nothing but the colours", () => {
  fc.assert(
    fc.property(hostilePlan, (hostile) => {
      const coloured = renderPlan(hostile, { colour: true, width: 80 });
      // oxlint-disable-next-line no-control-regex -- the sequences are what is looked for
      expect(coloured.replaceAll(/\u001b\[[\d;]+m/g, "")).toBe(renderPlan(hostile, { colour: false, width: 80 }));
    }),
    { numRuns: 60 },
  );
});
