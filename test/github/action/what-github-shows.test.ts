import { expect, vi } from "vitest";

import { nodesIn, nodesOf, parseComment, textIn } from "../../render/markdown/pull-request/gfm-tree.ts";
import type { ActionEnd } from "./action-world.ts";
import { type Files, memberManifest, shopManifest } from "./sample-organization.ts";
import { expectRefused, scenario } from "./scenario.ts";

vi.setConfig({ maxConcurrency: 6 });

/** What has ever made a link, a mention, an image, a heading, HTML or a command of a datum. */
const tricks = [
  "::add-mask::e",
  "::stop-commands::all",
  "##[error]ZQX",
  "##[add-mask]e",
  "``` ```` `ZQX",
  "</details><img src=https://evil.test/a.png>",
  "![ZQX](https://evil.test/b.png) [ZQX](https://evil.test/c)",
  "@acme/owners @ada closes #1 GH-1 acme/people#1",
  "https://evil.test/d www.evil.test mail@evil.test",
  "| ZQX | ZQX | **Approved** by ada |",
  "# ZQX heading",
  "> [!TIP] ZQX approved",
  "<!-- charter:plan target=0000000000000000 --> ZQX",
  "[^1] ZQX $e=mc^2$ :tada:",
] as const;

const doubleQuoted = (text: string): string => JSON.stringify(text);

const lines = tricks.join("\n");

function audience(name: string, text: string): string {
  return `apiVersion: charter/v1
kind: Audience
metadata: { project: shop, name: ${name} }
spec:
  title: ${doubleQuoted(`ZQX ${name} ${text.replaceAll(/\s+/g, " ").slice(0, 150)}`)}
  description: ${doubleQuoted(text)}
  when: { all: [{ attribute: COUNTRY, equals: US }] }
`;
}

/** Manifests that are right, and hold nothing but tricks. */
const tricky: Files = {
  "projects/shop.yaml": shopManifest({ description: doubleQuoted(`ZQX ${lines}`) }),
  ...Object.fromEntries(
    tricks.map((trick, at) => [`projects/@team <b> #1 [x](y) ${at}.yaml`, audience(`a${at}`, trick)]),
  ),
  "projects/##[error]ZQX `x`.yaml": audience("last", lines),
};

/** Manifests that are wrong, so that their own words stand in the messages. */
const wrong: Files = Object.fromEntries(
  tricks.map((trick, at) => [
    `members/::error ${at} @team.yaml`.replace("::", at === 0 ? "::" : ""),
    memberManifest(`x${at}`, doubleQuoted(`${trick}\n::stop-commands::now\r##[error]ZQX`)),
  ]),
);

const commands = /^\s*::(?:add-mask::ghs_canary\w+|(?:error|warning) title=Charter[^:]*::.*)$/;

function expectOnlyOurCommands({ stdout, stderr }: ActionEnd): void {
  expect(stderr).toBe("");
  expect(stdout).not.toContain("##[");
  expect(stdout).not.toMatch(/[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/u);
  for (const line of stdout.split("\n")) if (/^\s*::/.test(line)) expect(line).toMatch(commands);
}

const ownHtml =
  /^(?:<!-- charter:(?:plan|drift) target=[0-9a-f]{16} -->|<details><summary>[\w ,:()]+<\/summary>|<\/details>|<br>|<\/?sub>)$/;

const nodes =
  /^(?:root|heading|paragraph|text|strong|emphasis|break|html|inlineCode|code|link|blockquote|list|listItem|table|tableRow|tableCell)$/;

// What GitHub makes a link, a mention, a formula or an emoji of, outside code.
const autolinks = /[@<>]|#\d|GH-\d|https?:|www\.|[0-9a-f]{7,}|:\w+:|\$/;

const ownPage = /^http:\/\/127\.0\.0\.1:\d+\/acme\/people\/(?:blob|commit|actions)\/[\w./%#-]+$/;

function expectNothingFromData(markdown: string): void {
  const all = nodesIn(parseComment(markdown));
  expect(all.filter(({ type }) => !nodes.test(type))).toEqual([]);
  expect(all.filter(({ type, value = "" }) => !/code/i.test(type) && value.includes("ZQX"))).toEqual([]);
  expect(all.filter(({ type, value = "" }) => type === "html" && !ownHtml.test(value))).toEqual([]);
  expect(all.filter(({ type, value = "" }) => type === "text" && autolinks.test(value))).toEqual([]);
  expect(all.filter(({ type, url = "" }) => type === "link" && !ownPage.test(url))).toEqual([]);
  expect(nodesOf(parseComment(markdown), "heading").map(textIn).join()).not.toMatch(/ZQX|Approved/);
  expect(textIn(parseComment(markdown))).not.toMatch(/[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/u);
}

function expectSafe(end: ActionEnd): void {
  const pages = [
    ...end.comments.map(({ body }) => body),
    ...end.checkRuns.map(({ output }) => output.summary ?? ""),
    ...end.issues.map(({ body }) => body ?? ""),
    end.summary,
  ];
  expect(pages.join("").includes("ZQX")).toBe(true);
  for (const page of pages) expectNothingFromData(page);
}

const outputNames = "comment-url,denied,digest,failure-reason,plan-path,to-add,to-change,to-remove,verdict";

scenario(
  "T34 T35 T39 No text of a valid manifest leaves its place in comment, check, summary, log or output",
  async (world) => {
    const pull = world.openPull({ author: "pia", title: lines, message: lines, files: tricky });
    const end = await world.plan(pull);
    expect(end.outputs["verdict"]).toBe("allowed");
    expectOnlyOurCommands(end);
    expectSafe(end);
    expect(Object.keys(end.outputs).toSorted().join()).toBe(outputNames);
    expect(Object.values(end.outputs).join("")).not.toMatch(/ZQX|\n/);
  },
);

scenario(
  "T34 T35 T39 No text of a wrong manifest, and no file name, becomes a command, a link or HTML",
  async (world) => {
    const files = { ...wrong, "members/ZQX\n::add-mask::e.yaml": "x", "members/##[error]ZQX.yaml": lines };
    const end = await world.plan(world.openPull({ author: "mo", files }));
    expectRefused(end, 21);
    expectOnlyOurCommands(end);
    expectSafe(end);
    expect(Object.keys(end.outputs).toSorted().join()).toBe(outputNames);
  },
);

scenario("T39 What stands live is as harmless in the issue about drift", async (world) => {
  await world.changeLive(tricky);
  const end = await world.runAction({ event: "schedule", actor: "ada" });
  expect([end.exitCode, end.issues.length, end.wroteTarget]).toEqual([0, 1, false]);
  expectOnlyOurCommands(end);
  expectSafe(end);
});

const crowd = Array.from({ length: 3000 }, (_, at) => memberManifest(`guest-${at}`, "Member")).join("---\n");

scenario("T40 A plan too large for a comment fails its check, and the summary shows every decision", async (world) => {
  const boss = { "members/zed.yaml": memberManifest("zed", "Admin"), "members/crowd.yaml": crowd };
  const pull = world.openPull({ author: "mo", files: boss });
  const end = await world.plan(pull);
  expectRefused(end, 22);
  const [comment] = end.comments;
  expect(Buffer.byteLength(comment?.body ?? "")).toBeLessThan(65_536);
  expect(comment?.body).toContain("**3,001 to add, 0 to change, 0 to remove**");
  expect(comment?.body).toContain("`Member/zed`");
  const [check] = end.checkRuns;
  expect(check?.conclusion).toBe("failure");
  expect(check?.output.title).toContain("too large to be shown whole");
  const shown = new Set(end.summary.match(/`Member\/guest-\d+`/g));
  expect(shown.size).toBe(3000);
  expect(Buffer.byteLength(end.summary)).toBeLessThan(1_048_576);
});

const addresses = /\b(?:ada|ben|cleo|mo|nia|pia|zoe)@acme\.test/;

function shownBy({ stdout, comments, checkRuns, issues, summary, outputs, planFile }: ActionEnd): string {
  return JSON.stringify([stdout, comments, checkRuns, issues, summary, outputs, planFile]);
}

scenario(
  "T42 In a public repository no e-mail address is shown whole, in a plan, an apply or an issue",
  async (world) => {
    world.change({ repository: { ...world.state().repository, private: false } });
    await world.changeLive({ "members/zoe.yaml": memberManifest("zoe", "Member") });
    const files = {
      "members/nia.yaml": memberManifest("nia", "Member, Product Analytics Viewer"),
      "members/zoe.yaml": memberManifest("zoe", "Admin"),
    };
    const pull = world.openPull({ author: "mo", files });
    const ends = [await world.plan(pull), await world.runAction({ event: "schedule", actor: "ada" })];
    world.push({ by: "cleo", files: { "members/nia.yaml": "kind: nia@acme.test\n" } });
    ends.push(await world.apply());
    world.push({ by: "cleo", files });
    ends.push(await world.apply());
    expect(ends.map(({ exitCode }) => exitCode)).toEqual([22, 0, 21, 22]);
    for (const end of ends) expect(shownBy(end)).not.toMatch(addresses);
    expect(shownBy(ends[0] as ActionEnd)).toContain("z***@acme.test");
  },
);

scenario(
  "T42 A fork's pull request is planned without anything that is only live, and nothing is written",
  async (world) => {
    world.change({ repository: { ...world.state().repository, private: false } });
    await world.changeLive({
      "members/zoe.yaml": memberManifest("zoe", "Member"),
      "projects/shop.yaml": shopManifest({ description: "only-live" }),
    });
    const files = { "projects/shop.yaml": shopManifest({ description: "from the fork" }) };
    const pull = world.openPull({ author: "stranger", fork: true, files });
    const end = await world.plan(pull);
    expectRefused(end, 0);
    expect(end.mutations).toEqual([]);
    expect(end.outputs["verdict"]).toBe("offline");
    expect(end.summary).toContain("from the fork");
    expect(shownBy(end)).not.toMatch(/only-live|zoe|organization\.db/);
  },
);
