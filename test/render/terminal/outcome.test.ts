import { expect, test } from "vitest";

import type { Outcome } from "../../../src/model/outcome.ts";
import { renderOutcome } from "../../../src/render/terminal/outcome.ts";

const style = { colour: false, width: 80 };
const nothing: Outcome = { applied: [], failed: [], notAttempted: [], unknown: [], invitations: [] };

test("an apply that did everything is one line", () => {
  expect(renderOutcome({ ...nothing, applied: ["Member/ben", "Member/eve"] }, style)).toBe("Applied 2 changes.\n");
});

test("an apply that had nothing to do says so", () => {
  expect(renderOutcome(nothing, style)).toBe("Nothing had to be applied.\n");
});

test("an apply that stopped names every change and keeps what is unknown apart", () => {
  const outcome: Outcome = {
    ...nothing,
    applied: ["Member/ben"],
    failed: [{ address: "Member/eve", reason: "the domain is not allowed" }],
    unknown: ["Member/fay"],
    notAttempted: ["Member/gus"],
  };
  expect(renderOutcome(outcome, style)).toMatchInlineSnapshot(`
    "applied
      Member/ben

    failed
      Member/eve: the domain is not allowed

    outcome unknown
      Member/fay

    not attempted
      Member/gus

    Applied 1 of 4 changes.
    "
  `);
});

test("every invitation says where its mail went", () => {
  const invitations: Outcome["invitations"] = [
    { email: "a@acme.test", delivery: "sent", detail: "smtp.acme.test" },
    { email: "b@acme.test", delivery: "written", detail: "outbox/b.eml" },
    { email: "c@acme.test", delivery: "failed", detail: "connection refused" },
    { email: "d@acme.test", delivery: "unknown", detail: "no answer" },
  ];
  expect(renderOutcome({ ...nothing, applied: ["Member/a"], invitations }, style)).toMatchInlineSnapshot(`
    "invitations
      a@acme.test  sent through \`smtp.acme.test\`
      b@acme.test  written to \`outbox/b.eml\`
      c@acme.test  not sent: connection refused
      d@acme.test  not known whether it was sent: no answer

    Applied 1 change.
    "
  `);
});

test("what happened to several mails alike is said once", () => {
  const waits = { delivery: "failed", detail: "it waits in the outbox for the next run" } as const;
  const invitations = ["a", "b", "c"].map((name) => ({ email: `${name}@acme.test`, ...waits }));
  expect(renderOutcome({ ...nothing, applied: ["Member/a"], invitations }, style)).toMatchInlineSnapshot(`
    "invitations
      a@acme.test
      b@acme.test
      c@acme.test
        not sent: it waits in the outbox for the next run

    Applied 1 change.
    "
  `);
});
