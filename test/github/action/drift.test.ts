import { expect, vi } from "vitest";

import { memberManifest } from "./sample-organization.ts";
import { expectRefused, scenario } from "./scenario.ts";

vi.setConfig({ maxConcurrency: 6 });

const viewer = { "members/nia.yaml": memberManifest("nia", "Member, Product Analytics Viewer") };
const keeper = { "members/nia.yaml": memberManifest("nia", "Member, Security Manager") };

scenario("Drift has one issue: opened when it comes, kept up to date, closed when it has gone", async (world) => {
  const watch = async () => world.runAction({ event: "schedule" });
  const none = await watch();
  expect(none).toMatchObject({ exitCode: 0, wroteTarget: false, issues: [] });
  expect(none.outputs["verdict"]).toBe("no-drift");
  await world.changeLive(viewer);
  const opened = await watch();
  expect(opened).toMatchObject({ exitCode: 0, wroteTarget: false, issues: [{ state: "open" }] });
  expect(opened.outputs).toMatchObject({ verdict: "drift", "to-change": "1" });
  expect(opened.issues[0]?.body).toContain("Product Analytics Viewer");
  await world.changeLive(keeper);
  const updated = await watch();
  expect(updated.issues).toHaveLength(1);
  expect(updated.issues[0]?.body).toContain("Security Manager");
  await world.changeLive({});
  const closed = await watch();
  expect(closed.issues).toMatchObject([{ state: "closed" }]);
  await world.changeLive(viewer);
  expect((await watch()).issues).toMatchObject([{ state: "open" }]);
});

scenario("Drift never applies anything, whoever starts it", async (world) => {
  await world.changeLive(viewer);
  const end = await world.runAction({ event: "workflow_dispatch", actor: "ada", inputs: { mode: "drift" } });
  expect(end).toMatchObject({ exitCode: 0, wroteTarget: false, issues: [{ state: "open" }] });
});

scenario("A schedule applies nothing", async (world) => {
  await world.changeLive(viewer);
  const end = await world.runAction({ event: "schedule", inputs: { mode: "apply" } });
  expectRefused(end, 20);
  expect(end.mutations).toEqual([]);
});
