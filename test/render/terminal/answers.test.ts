import { expect, test } from "vitest";

import { exitCodes } from "../../../src/model/exit-code.ts";
import { Failure } from "../../../src/model/failure.ts";
import { renderExplanation } from "../../../src/render/terminal/explanation.ts";
import { renderFailure } from "../../../src/render/terminal/failure.ts";
import { decision } from "../sample-plan.ts";

const style = { colour: false, width: 80 };

test("a failure shows what went wrong and what to do", () => {
  const failure = new Failure("store-on-network", exitCodes.usage, { path: "/mnt/share/organization.db" });
  expect(renderFailure(failure, style)).toMatchInlineSnapshot(`
    "error: the store \`/mnt/share/organization.db\` is on a network drive, where locks
      cannot be trusted
      help: keep it on a local disk
    "
  `);
});

test("the cause of a failure is not shown, since it may hold a secret", () => {
  const cause = new Error("authtoken 7f3a");
  expect(renderFailure(new Failure("live-unreadable", exitCodes.unreadable, {}, { cause }), style)).not.toContain(
    "7f3a",
  );
});

test("an explanation shows the answer, the rule and who holds the right", () => {
  expect(renderExplanation(decision(), style)).toMatchInlineSnapshot(`
    "allowed: \`Owner\` permits \`audience:update\`
      rule: personalize-matrix
      held by \`ada\`
    "
  `);
});

test("an explanation of a denial says when nobody holds the right", () => {
  const denied = decision({
    allowed: false,
    reason: { code: "role-lacks", args: { roles: ["Member", "Project Member"], permission: "project:delete" } },
    whoCan: [],
  });
  expect(renderExplanation(denied, style)).toMatchInlineSnapshot(`
    "denied: \`Member\` and \`Project Member\` do not permit \`project:delete\`
      rule: personalize-matrix
      nobody in the organization holds this right
    "
  `);
});
