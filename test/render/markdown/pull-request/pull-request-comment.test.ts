import { describe, expect, test } from "vitest";

import type { Plan } from "../../../../src/model/plan.ts";
import { jobSummary, pullRequestComment } from "../../../../src/render/markdown/pull-request/pull-request-comment.ts";
import type { PullRequestReport } from "../../../../src/render/markdown/pull-request/pull-request-report.ts";
import { change, decision, placedAt, plan } from "../../sample-plan.ts";
import { nodesOf, parseComment, rowsOf, textIn } from "./gfm-tree.ts";
import { fullReport, options, report, reportOn } from "./sample-report.ts";

function commentOn(made: PullRequestReport): string {
  return pullRequestComment(made, options).text;
}

function headingsOf(text: string): readonly string[] {
  return nodesOf(parseComment(text), "heading").map(textIn);
}

test("a comment begins with its marker, then verdict, counts, status, decisions, access and guards, and folds the changes", () => {
  expect(pullRequestComment(fullReport(), { ...options, links: undefined }).text).toMatchInlineSnapshot(`
    "<!-- charter:plan target=0123456789abcdef -->

    ## ⛔ Charter: plan denied

    **1 to add, 1 to change, 0 to remove** in this pull request · **2 more** that apply would correct · 1 taken back from the base branch

    > [!CAUTION]
    > 1 of 4 changes is denied, and nothing is applied while one is. An approval can mend that. Guards stand against the plan as well, and no approval lifts those.

    ### Decisions

    |  | Change | Needs | Decision | Who could |
    | --- | --- | --- | --- | --- |
    | \`+\` | \`Member/ben\` | \`organization-users:invite\` | ⛔ **denied**: \`Member\` does not permit \`organization-users:invite\` | \`ada\` and \`dana\` |

    **An approval is missing:** any of \`ada\`, \`dana\` covers 1 of 1.

    <details><summary>3 changes are allowed</summary>

    |  | Change | Needs | Decision |
    | --- | --- | --- | --- |
    | \`~\` | \`Audience/storefront/gold-canada\`<br>_not from this pull request_ | \`audience:update\` | allowed: \`ada\` as \`Owner\` |
    | \`-/+\` | \`Member/dana\` | \`audience:update\` | allowed: \`ada\` as \`Owner\` |
    | \`-\` | \`Event/storefront/clicked\`<br>_not from this pull request_ | \`event:delete\` | allowed: \`ada\` as \`Owner\` |

    </details>

    <details><summary>Who counts: 1 of 2 people</summary>

    - ✅ \`carl-1\` opened it and counts as member \`carl\`
    - ➖ \`joe\` approved it and does not count: nobody in the organization is \`joe@acme.test\`; name a person of the organization; \`charter access\` lists them

    </details>

    ### Access

    | Person | Gains | Loses |
    | --- | --- | --- |
    | \`ben\` \`ben@acme.test\`<br>⚠️ **escalation**: may administer others | + \`Admin of the organization\` |  |
    | \`dana\` \`dana@acme.test\` |  | − \`Admin of the organization\` |

    ### Guards

    - ⛔ **error**: 1 person who accepted would hold Owner or Admin, at least 2 must (\`admin-floor\`, about \`Member/dana\`)<br>_give someone else the role first; a pending invitation does not count_

    ### By hand

    - \`Member/ben\`
       1. \`Open Administration, then Users.\`
       2. \`Click Invite.\`

    <details><summary>This pull request changes 2 objects</summary>

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

    </details>

    <details><summary>Apply would also correct 2 objects (live has drifted from the base branch)</summary>

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

    <details><summary>This pull request takes back 1 object that the base branch would have changed</summary>

    \`Event/storefront/viewed\`

    </details>

    <sub>Authoritative for \`Audience\`: what is not declared is removed.<br>4 live objects are not declared and are left alone: \`Audience\` (3), \`Event\` (1).<br>Applying costs 12 reads and 4 writes, about 4 seconds.<br>target \`sqlite:.charter/organization.db\` · commit \`3f1c9a5\` on base \`9b2e7d1\` · digest \`sha256:1f\`</sub>
    "
  `);
});

test("a comment on a plan without changes is short", () => {
  expect(commentOn(report())).toMatchInlineSnapshot(`
    "<!-- charter:plan target=0123456789abcdef -->

    ## ✅ Charter: nothing to change

    > [!TIP]
    > This pull request changes nothing in the organization, which already is what the manifests say. Nothing waits for approval here.

    <sub>target \`sqlite:.charter/organization.db\` · commit [\`3f1c9a5\`](https://github.com/acme/organization/commit/3f1c9a52d8e07b64c1a29e5f7d3b8a6041c2e9f7) on base [\`9b2e7d1\`](https://github.com/acme/organization/commit/9b2e7d1054ac83f6e1d7c0b95a42f83e6d17c0aa) · digest \`sha256:1f\` · [run and summary](https://github.com/acme/organization/actions/runs/7)</sub>
    "
  `);
});

test("a plan whose every change is carried over says that the pull request itself changes nothing", () => {
  const text = commentOn(report({ plan: plan({ changes: [change(), change({ address: "Event/storefront/x" })] }) }));
  expect(text).toContain("**Nothing to change** in this pull request · **2 more** that apply would correct");
  expect(text).not.toContain("This pull request changes");
});

test.each<[PullRequestReport["status"], string]>([
  ["planned", "⛔ Charter: plan denied"],
  ["approved", "✅ Charter: plan approved"],
  ["applying", "⏳ Charter: applying"],
  ["applied", "✅ Charter: applied"],
  ["failed", "⛔ Charter: apply failed"],
  ["stale", "⚠️ Charter: plan is stale, nothing was applied"],
  ["refused", "⛔ Charter: refused, nothing was applied"],
  ["invalid", "⛔ Charter: manifests are invalid"],
  ["offline", "📄 Charter: plan without live data"],
])("a report that is %s is headed by it", (status, heading) => {
  expect(headingsOf(commentOn(fullReport({ status })))[0]).toBe(heading);
});

test("an offline comment decides nothing, names no target and calls no change carried over", () => {
  const text = commentOn(fullReport({ status: "offline", people: [], suggestion: undefined }));
  expect(headingsOf(text)).toContain("Changes");
  expect(headingsOf(text)).not.toContain("Decisions");
  expect(text).toContain("may not see the live organization");
  expect(text).not.toMatch(/sqlite:|denied|allowed|not from this pull request|that apply would correct|not declared/);
});

test("a comment on invalid manifests shows each problem with its line and a link to it", () => {
  const diagnostics: Plan["diagnostics"] = [
    {
      code: "unknown-key",
      severity: "error",
      args: { key: "rolse", nearest: "roles", known: ["roles"] },
      place: { file: "members/a b.yaml", start: 0, end: 1 },
    },
  ];
  const locate = (place: { readonly file: string }) => ({
    ...placedAt(4, 3)({ ...place, start: 0, end: 1 }),
    width: 5,
    text: "  rolse: []",
  });
  const invalid = report({ status: "invalid", plan: plan({ verdict: "invalid", diagnostics }) });
  const { text } = pullRequestComment(invalid, { ...options, locate });
  expect(text).toContain("blob/3f1c9a52d8e07b64c1a29e5f7d3b8a6041c2e9f7/members/a%20b.yaml#L4)");
  expect(text).toContain("  4 |   rolse: []\n    |   ^^^^^\n");
});

test("the line of a problem is shown masked and without carets where e-mails are masked", () => {
  const diagnostics: Plan["diagnostics"] = [
    { code: "x", severity: "error", args: {}, place: { file: "a.yaml", start: 0, end: 1 } },
  ];
  const locate = () => ({ file: "a.yaml", line: 1, column: 8, width: 13, text: "email: ada@acme.test" });
  const invalid = report({ status: "invalid", plan: plan({ verdict: "invalid", diagnostics }) });
  const { text } = pullRequestComment(invalid, { ...options, masksEmails: true, locate });
  expect(text).toContain("1 | email: a***@acme.test\n");
  expect(text).not.toContain("^^");
});

test("e-mails are masked everywhere when the repository is public", () => {
  const invitation = { email: "ben@acme.test", delivery: "failed", detail: "ben@acme.test is full" } as const;
  const outcome = { applied: [], failed: [], notAttempted: [], unknown: [], invitations: [invitation] };
  const { text } = pullRequestComment(fullReport({ status: "failed", outcome }), { ...options, masksEmails: true });
  expect(text).toContain("b***@acme.test");
  expect(text).not.toMatch(/[a-z]@acme\.test/);
});

test("denied changes come first and open, allowed ones beside them folded", () => {
  const tree = parseComment(commentOn(fullReport()));
  const [denied = { type: "none" }, allowed = { type: "none" }] = nodesOf(tree, "table");
  expect(rowsOf(denied).map((cells) => cells.map(textIn))[1]?.[1]).toBe("Member/ben");
  expect(rowsOf(allowed)).toHaveLength(4);
  expect(commentOn(fullReport())).toContain("<details><summary>3 changes are allowed</summary>");
});

const crowd = Array.from({ length: 10 }, (_person, at) => `p${at}`);

test.each<[string, NonNullable<PullRequestReport["suggestion"]>, string]>([
  [
    "one of a few",
    { missing: 4, groups: [{ howMany: 1, anyOf: ["ada", "lin"], covers: 4 }], beyondApproval: [] },
    "any of `ada`, `lin` covers 4 of 4.",
  ],
  [
    "one of many, and then somebody else",
    {
      missing: 4,
      groups: [
        { howMany: 1, anyOf: crowd, covers: 3 },
        { howMany: 1, anyOf: ["ada"], covers: 4 },
      ],
      beyondApproval: [],
    },
    "any of `p0`, `p1`, `p2`, `p3`, `p4`, `p5`, `p6`, `p7` and 2 more covers 3 of 4, then `ada` covers 4 of 4.",
  ],
  [
    "two of a few, and that something stays denied",
    { missing: 2, groups: [{ howMany: 2, anyOf: ["ada", "lin"], covers: 1 }], beyondApproval: ["Member/x"] },
    "any 2 of `ada`, `lin` cover 1 of 2; no approval helps the other 1 change.",
  ],
  ["nobody", { missing: 1, groups: [], beyondApproval: ["Member/x"] }, "no approval helps 1 change."],
])("below the denied changes stands who could approve them: %s", (_name, suggestion, sentence) => {
  expect(commentOn(fullReport({ suggestion }))).toContain(`:** ${sentence}\n`);
});

test("what failed, what is not known and what was not tried come before what was applied", () => {
  const outcome = {
    applied: ["Member/a"],
    failed: [{ address: "Member/b", reason: "taken" }],
    unknown: ["Member/c"],
    notAttempted: ["Member/d"],
    invitations: [],
  };
  const tree = parseComment(commentOn(fullReport({ status: "failed", outcome })));
  const [table = { type: "none" }] = nodesOf(tree, "table");
  expect(rowsOf(table).map(([address = { type: "none" }]) => textIn(address))).toEqual([
    "Change",
    "Member/b",
    "Member/c",
    "Member/d",
    "Member/a",
  ]);
  expect(textIn(tree)).toContain("It is not known of 1 change whether it took effect");
});

test("a stale comment names what nobody has reviewed", () => {
  const difference = { appeared: ["Member/x"], altered: ["Member/y"], gone: ["Member/z"] };
  const text = commentOn(fullReport({ status: "stale", difference }));
  expect(text).toContain("| `Member/x` | is new: nobody has reviewed it |");
});

describe("the limit", () => {
  /** So many changes with long fields, the last of them denied; the first half comes from the pull request. */
  function reportOf(count: number): PullRequestReport {
    const changes = Array.from({ length: count }, (_change, at) =>
      change({
        address: `Audience/storefront/a-${at}`,
        edits: [{ path: "/description", before: undefined, after: `${"t".repeat(40)}\n`.repeat(30) }],
        decision: decision({ allowed: at < count - 1 }),
      }),
    );
    const effects = Array.from({ length: count }, (_effect, at) => ({
      member: `m-${at}`,
      email: `m-${at}@acme.test`,
      gains: ["Member of the organization"],
      loses: [],
      escalation: at === count - 1,
    }));
    const made = plan({ verdict: "denied", changes, effects });
    return reportOn(made, { introduced: new Set(changes.slice(0, count / 2).map(({ address }) => address)) });
  }

  function bytesOf(text: string): number {
    return new TextEncoder().encode(text).length;
  }

  test.each([
    [20, []],
    [40, ["long field diffs of the other changes"]],
    [50, ["long field diffs of this pull request's changes", "long field diffs of the other changes"]],
    [60, ["long field diffs of this pull request's changes", "field diffs of the other changes"]],
    [110, ["field diffs of this pull request's changes", "field diffs of the other changes"]],
  ])("of %i changes gives up the same detail each time, and first that of others", (count, dropped) => {
    const comment = pullRequestComment(reportOf(count), options);
    expect(comment).toMatchObject({ dropped, complete: true });
    expect(bytesOf(comment.text)).toBeLessThanOrEqual(60_000);
  });

  test.each([200, 300])("keeps every decision and effect of %i changes", (count) => {
    const comment = pullRequestComment(reportOf(count), options);
    const rows = nodesOf(parseComment(comment.text), "table").flatMap((table) => rowsOf(table).slice(1));
    expect(comment.complete).toBe(true);
    expect(rows).toHaveLength(count * 2);
  });

  test("at last keeps what is denied and what escalates, says that it is not the whole, and is not complete", () => {
    const { text, complete } = pullRequestComment(reportOf(2000), options);
    expect(complete).toBe(false);
    expect(text).toContain("This is not the whole plan");
    expect(text).toContain("| `Audience/storefront/a-1999`<br>_not from this pull request_ |");
    expect(text).toContain("`m-1999` `m-1999@acme.test`<br>⚠️ **escalation**");
    expect(text).toContain("**0 to add, 1,000 to change, 0 to remove** in this pull request · **1,000 more**");
  });

  test("leaves what the comment leaves out to the summary of the run", () => {
    const { text, complete, dropped } = jobSummary(reportOf(300), options);
    expect({ complete, dropped }).toEqual({ complete: true, dropped: [] });
    expect(text.match(/^```diff$/gm)).toHaveLength(300);
  });

  test("is kept where a single datum is as long as all of it", () => {
    const long = "日".repeat(100_000);
    const huge = fullReport({ people: [{ login: long, part: "author", counts: true }], withdrawn: [long] });
    const { text } = pullRequestComment({ ...huge, plan: { ...huge.plan, target: long, digest: long } }, options);
    expect(bytesOf(text)).toBeLessThanOrEqual(60_000);
  });
});
