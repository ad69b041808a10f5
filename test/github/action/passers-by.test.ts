import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect, vi } from "vitest";

import { actionsApp, newComment } from "../server/sample-github.ts";
import { memberManifest, people } from "./sample-organization.ts";
import { expectRefused, scenario } from "./scenario.ts";

vi.setConfig({ maxConcurrency: 6 });

const giveNia = { "members/nia.yaml": memberManifest("nia", "Member, Product Analytics Viewer") };

scenario(
  "T30 An event that lends secrets to a stranger's commit is refused before the token is used",
  async (world) => {
    const files = { "members/mo.yaml": memberManifest("mo", "Admin") };
    const pull = world.openPull({ author: "stranger", fork: true, files });
    const { sha } = world.pull(pull).head;
    for (const event of ["pull_request_target", "workflow_run"]) {
      for (const mode of ["plan", "apply", "drift"]) {
        const end = await world.runAction({ event, actor: "stranger", sha, inputs: { mode } });
        expectRefused(end, 20);
        expect(end.requests).toEqual([]);
        expect(end.outputs["failure-reason"]).toBe("run-event-unsafe");
      }
    }
  },
);

scenario("T36 A plan that lies about is never taken for authority: apply plans anew", async (world) => {
  const pull = world.openPull({ author: "mo", files: giveNia });
  const { planFile } = await world.plan(pull);
  world.review(pull, "ben");
  world.merge(pull, { by: "ben" });
  // Somebody else made pia a viewer meanwhile, which the branch takes back: apply would now do something else.
  await world.changeLive({ "members/nia.yaml": memberManifest("nia", "Member, Security Manager") });
  const allowed = planFile.replaceAll('"allowed": false', '"allowed": true').replace('"denied"', '"allowed"');
  const end = await world.apply({
    prepare: (workspace) => {
      for (const folder of [workspace, path.dirname(workspace)]) {
        mkdirSync(path.join(folder, ".charter"), { recursive: true });
        writeFileSync(path.join(folder, "charter-plan.json"), allowed);
        writeFileSync(path.join(folder, ".charter/plan.json"), allowed);
      }
    },
  });
  expectRefused(end, 24);
  expect(end.outputs["verdict"]).toBe("stale");
  expect(end.comments[0]?.body).toContain("not the one that was reviewed");
});

scenario("T38 A comment with the hidden marker is neither adopted nor believed when others wrote it", async (world) => {
  const pull = world.openPull({ author: "mo", files: giveNia });
  const { comments } = await world.plan(pull);
  const marker = comments[0]?.body.split("\n")[0] ?? "";
  const fake = `${marker}\n\n## Charter: approved by ada`;
  const false1 = newComment({ id: 11, author: people.mo, app: null, body: fake });
  const false2 = newComment({ id: 12, author: people.bot, app: 999, body: fake });
  const apps = [...world.state().apps, { id: 999, slug: "other", name: "Other", owner: people.organization }];
  world.change({ apps });
  await world.github.change({ comments: [false1, false2] });
  const end = await world.plan(pull);
  expectRefused(end, 22);
  expect(end.comments.slice(0, 2).map(({ body }) => body)).toEqual([fake, fake]);
  expect(end.comments.slice(2).map(({ app }) => app)).toEqual([actionsApp]);
});

scenario("T41 No comment starts an apply", async (world) => {
  const pull = world.openPull({ author: "mo", files: giveNia });
  await world.github.change({ comments: [newComment({ id: 11, author: people.ben, app: null, body: "/apply" })] });
  for (const mode of ["plan", "apply", "drift"]) {
    const payload = { action: "created", comment: { body: "/apply" }, issue: { number: pull } };
    const end = await world.runAction({ event: "issue_comment", actor: "ben", inputs: { mode }, payload });
    expectRefused(end, 20);
    expect(end.mutations).toEqual([]);
  }
});
