import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Plan } from "../../../src/model/plan.ts";
import { planComment, renderPlanMarkdown } from "../../../src/render/markdown/plan.ts";
import { hostilePlan, marker } from "../hostile-text.ts";
import { change, decision, fullPlan, placedAt, plan } from "../sample-plan.ts";

/** What GitHub would read as markdown: the text without fenced blocks and code spans. */
function outsideCode(markdown: string): string {
  let fence: string | undefined;
  const rows = markdown.split("\n").filter((row) => {
    if (fence === undefined) {
      fence = /^(`{3,})diff$/.exec(row)?.[1];
      return fence === undefined;
    }
    if (row === fence) fence = undefined;
    return false;
  });
  expect(fence).toBeUndefined();
  return rows.join("\n").replaceAll(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A plan with so many changes, the last of them denied. */
function planOf(count: number): Plan {
  const title = "t".repeat(200);
  const changes = Array.from({ length: count }, (_item, at) =>
    change({
      address: `Audience/storefront/a-${at}`,
      edits: [{ path: "/title", before: undefined, after: title }],
      decision: decision({ allowed: at < count - 1 }),
    }),
  );
  const effects = Array.from({ length: count }, (_item, at) => ({
    member: `m-${at}`,
    email: `m-${at}@acme.test`,
    gains: ["Member of the organization"],
    loses: [],
    escalation: at === count - 1,
  }));
  const byHand = [{ address: "Member/m-1", steps: ["Click Invite."] }];
  return plan({ verdict: "denied", changes, effects, byHand });
}

test("a comment shows verdict, counts, digest, decisions, access, guards and the folded changes", () => {
  expect(renderPlanMarkdown(fullPlan(), { commit: "0123abcd" })).toMatchInlineSnapshot(`
    "## Charter plan: denied

    Denied: \`carl@acme.test\` may not make 1 of 4 changes, so nothing is applied.

    Plan: 1 to add, 2 to change, 1 to remove.

    - Target: \`sqlite:.charter/organization.db\`
    - Actor: \`carl@acme.test\` as \`Member\` and \`Project Member\`
    - Approver: \`ada@acme.test\` as \`Owner\`
    - Authoritative for: \`Audience\`
    - Digest: \`sha256:1f\`
    - Commit: \`0123abcd\`

    ### Decisions

    |  | Change | Needs | Decision | Who could |
    | --- | --- | --- | --- | --- |
    | \`+\` | \`Member/ben\` | \`organization-users:invite\` | **denied**: \`Member\` does not permit \`organization-users:invite\` | \`ada\` and \`dana\` |
    | \`~\` | \`Audience/storefront/gold-canada\` | \`audience:update\` | allowed: \`Owner\` permits \`audience:update\` |  |
    | \`-/+\` | \`Member/dana\` | \`audience:update\` | allowed: \`Owner\` permits \`audience:update\` |  |
    | \`-\` | \`Event/storefront/clicked\` | \`event:delete\` | allowed: \`Owner\` permits \`audience:update\` |  |

    ### Access

    | Person | Gains | Loses |  |
    | --- | --- | --- | --- |
    | \`ben\` \`ben@acme.test\` | \`Admin of the organization\` |  | **escalation** |
    | \`dana\` \`dana@acme.test\` |  | \`Admin of the organization\` |  |

    ### Guards

    - **error** \`admin-floor\`: 1 person who accepted would hold Owner or Admin, at least 2 must; give someone else the role first; a pending invitation does not count (\`Member/dana\`)

    ### By hand

    - \`Member/ben\`
       1. \`Open Administration, then Users.\`
       2. \`Click Invite.\`

    Unmanaged: 4 live objects are not declared and are left alone: \`Audience\` (3), \`Event\` (1).

    Cost: 12 reads and 4 writes, about 4 seconds.

    <details><summary>Changes (4)</summary>

    **Organization**

    \`+\` \`Member/ben\` at \`members/ben.yaml:1\`

    \`\`\`diff
    + email: "ben@acme.test"
    + administrationRoles: [Admin, Member]
    \`\`\`

    \`-/+\` \`Member/dana\` at \`members/dana.yaml:1\`

    \`\`\`diff
    - email: "dana@acme.test"
    + email: "dana@example.test"
    \`\`\`

    **Project** \`storefront\`

    \`~\` \`Audience/storefront/gold-canada\` at \`projects/storefront/audiences.yaml:1\`

    \`\`\`diff
    - title: "Gold"
    + title: "Gold members in Canada"
      tags:
    -   old
    +   canada
        (1 unchanged)
      when:
        all:
          - attribute: COUNTRY
    -       equals: US
    +       equals: CA
          - attribute: tier
            equals: gold
    \`\`\`

    \`-\` \`Event/storefront/clicked\`

    \`\`\`diff
    - key: "clicked"
    \`\`\`

    </details>
    "
  `);
});

test("a comment on a plan without changes is short", () => {
  expect(renderPlanMarkdown(plan())).toMatchInlineSnapshot(`
    "## Charter plan: no changes

    No changes. The organization matches its manifests.

    - Target: \`sqlite:.charter/organization.db\`
    - Actor: \`ada@acme.test\` as \`Owner\`
    - Digest: \`sha256:1f\`
    "
  `);
});

test("a comment on invalid manifests lists their problems", () => {
  const diagnostics: Plan["diagnostics"] = [
    {
      code: "unknown-key",
      severity: "error",
      args: { key: "rolse", nearest: "roles", known: ["roles"] },
      place: { file: "a.yaml", start: 0, end: 1 },
    },
  ];
  const locate = placedAt(4, 3);
  const text = renderPlanMarkdown(plan({ verdict: "invalid", diagnostics }), { locate });
  expect(text).toContain("## Charter plan: invalid");
  expect(text).not.toContain("No changes");
  expect(text).toContain(
    "- **error** at `a.yaml:4:3`: key `rolse` is not known here; did you mean `roles`? known keys: `roles`",
  );
});

test("data stands only in code spans and fences, and breaks no table", () => {
  fc.assert(
    fc.property(hostilePlan, (hostile) => {
      const text = renderPlanMarkdown(hostile);
      const outside = outsideCode(text);
      expect(outside).not.toContain(marker);
      expect(outside.replaceAll(/<\/?(?:details|summary)>/g, "")).not.toMatch(/[@<\]]|#\d|https?:/);
      for (const row of outside.split("\n").filter((each) => each.startsWith("|"))) {
        expect([5, 6]).toContain(row.split("|").length - 1);
      }
      expect(text).not.toMatch(/[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/u);
    }),
    { numRuns: 80 },
  );
});

test("a reader is told when characters cannot be seen", () => {
  expect(renderPlanMarkdown(plan({ target: "a\u202eb" }))).toContain("characters that cannot be seen are shown");
  expect(renderPlanMarkdown(plan())).not.toContain("cannot be seen");
});

test("e-mails are masked everywhere when the repository is public", () => {
  const text = renderPlanMarkdown(fullPlan(), { masksEmails: true });
  expect(text).not.toMatch(/[a-z]@acme\.test/);
  expect(text).toContain("`c***@acme.test`");
  expect(text).toContain('+ email: "b***@acme.test"');
});

describe("the limit", () => {
  test("first costs the field diffs", () => {
    const { text, dropped, complete } = planComment(planOf(100), { limit: 40_000 });
    expect({ dropped, complete }).toEqual({ dropped: ["field diffs"], complete: true });
    expect(text).toContain("Left out, because a comment has a limit: field diffs.");
    expect(text).not.toContain("```diff");
    expect(text).toContain("<details>");
  });

  test("then the list of changes, while decisions and access stay", () => {
    const { text, dropped, complete } = planComment(planOf(100), { limit: 23_000 });
    expect({ dropped, complete }).toEqual({ dropped: ["field diffs", "the list of changes"], complete: true });
    expect(text.match(/^\| `~` /gm)).toHaveLength(100);
    expect(text.match(/^\| `m-/gm)).toHaveLength(100);
  });

  test("at last cuts the tables, keeping the denied and the escalations, and then is not complete", () => {
    const { text, dropped, complete } = planComment(planOf(1000));
    expect(complete).toBe(false);
    expect(dropped).toEqual([
      "field diffs",
      "the list of changes",
      "steps by hand",
      "900 decisions",
      "900 people whose access changes",
    ]);
    expect(text).toContain("| `Audience/storefront/a-999` | `audience:update` | **denied**");
    expect(text).toContain("| `m-999` `m-999@acme.test` | `Member of the organization` |  | **escalation** |");
    expect(text).toContain("Plan: ");
  });

  test("counts bytes, so that wide characters do not exceed it", () => {
    const changes = Array.from({ length: 40 }, () =>
      change({ edits: [{ path: "/title", before: undefined, after: "日".repeat(1000) }] }),
    );
    const { text, dropped } = planComment(plan({ changes }));
    expect(bytes(text)).toBeLessThanOrEqual(60_000);
    expect(dropped).toEqual(["field diffs"]);
  });

  test("is kept by plans of any size", () => {
    fc.assert(
      fc.property(fc.nat(400), (count) => {
        expect(bytes(renderPlanMarkdown(planOf(count)))).toBeLessThanOrEqual(60_000);
      }),
      { numRuns: 10 },
    );
  });
});
