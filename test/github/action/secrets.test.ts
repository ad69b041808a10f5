import { expect, vi } from "vitest";

import { type ActionEnd, type ActionWorld, canaryToken } from "./action-world.ts";
import { memberManifest, organizationManifest } from "./sample-organization.ts";
import { scenario } from "./scenario.ts";

vi.setConfig({ maxConcurrency: 6 });

const password = 'Kanarien+Vogel/"%é&$?7Q2w';
const encoded = encodeURIComponent(password);

/** Nobody listens there, or nobody could. */
const targets: Readonly<Record<string, string>> = {
  "nobody listens": `postgres://charter:${encoded}@127.0.0.1:1/charter?sslmode=disable`,
  "a password among the settings": `postgres://charter@127.0.0.1:1/charter?sslmode=disable&password=${encoded}`,
  "a password as it is typed": `postgres://charter:${password}@127.0.0.1:1/charter`,
  "an unknown setting": `postgres://charter:${encoded}@127.0.0.1:1/charter?sslmod=disable`,
  "an unknown system": `mysql://charter:${encoded}@127.0.0.1:1/charter?password=${encoded}`,
  "a line break": `postgres://charter:${encoded}\n@127.0.0.1:1/charter`,
};

/** Every way in which a text could stand somewhere. */
function formsOf(secret: string): readonly string[] {
  const form = (text: string): string => encodeURIComponent(text).replaceAll("%20", "+");
  const plain = [
    secret,
    encodeURIComponent(secret),
    form(secret),
    encodeURI(secret),
    JSON.stringify(secret).slice(1, -1),
  ];
  const escaped = plain.map((text) => JSON.stringify(JSON.stringify(text)).slice(3, -3));
  const html = secret.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return [...new Set([...plain, ...escaped, html, ...basesOf(secret), ...basesOf(encodeURIComponent(secret))])];
}

// Base64 of whatever text the secret stands in: by where in it the secret begins, without the digits it shares.
function basesOf(secret: string): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.from(`${"x".repeat(offset)}${secret}`);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3));
    const text = whole.toString("base64").slice(offset === 0 ? 0 : 4);
    return [text, whole.toString("base64url").slice(offset === 0 ? 0 : 4)];
  });
}

const secrets = [...formsOf(canaryToken), ...formsOf(password), "Kanarien"];

// The runner takes what is masked out of the log, and does not print the line that says so.
function everythingOf({ stdout, ...end }: ActionEnd): string {
  const { stderr, outputs, summary, planFile, comments, checkRuns, issues } = end;
  const log = stdout.replaceAll(/^::add-mask::.*$/gm, "");
  const annotations = JSON.stringify(end.annotations);
  const sent = end.requests.map(({ path, body }) => `${path} ${JSON.stringify(body)}`);
  const shown = [...comments.map(({ body }) => body), ...checkRuns.map(({ output }) => JSON.stringify(output))];
  return [
    log,
    stderr,
    JSON.stringify(outputs),
    summary,
    planFile,
    annotations,
    ...shown,
    JSON.stringify(issues),
    ...sent,
  ].join("\n");
}

function expectSecret(end: ActionEnd, what: string): void {
  const text = everythingOf(end);
  expect({ what, found: secrets.filter((secret) => text.includes(secret)) }).toEqual({ what, found: [] });
  expect(end.wroteTarget).toBe(false);
}

const wrong = { "members/mo.yaml": "kind: [" };
const member = { "members/mo.yaml": memberManifest("mo", "Admin") };

scenario(
  "T53 A target's password appears nowhere, whatever is wrong with the target or the manifests",
  async (world) => {
    world.push({ by: "mo", files: member });
    const invalid = world.openPull({ author: "mo", files: wrong });
    for (const [what, target] of Object.entries(targets)) {
      const inputs = { target };
      const runs = [world.plan(invalid, { inputs }), world.apply({ inputs })];
      const ends = await Promise.all(runs);
      for (const end of ends) expectSecret(end, what);
      expect(ends.every(({ exitCode }) => [20, 21, 26].includes(exitCode ?? 0))).toBe(true);
    }
    const comments = (await world.github.comments()).filter(({ issue }) => issue === invalid);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain("target `postgres://charter@127.0.0.1:1/charter`");
  },
);

const fewAdmins = {
  "members/ben.yaml": memberManifest("ben", "Member"),
  "members/cleo.yaml": memberManifest("cleo", "Member"),
};

type Provoke = (world: ActionWorld) => Promise<ActionEnd>;

/** Ways in which a run fails, each with a different sentence. */
const failing: Readonly<Record<string, Provoke>> = {
  denied: async (world) => {
    world.push({ by: "mo", files: member });
    return world.apply();
  },
  refused: async (world) => {
    world.push({ by: "ada", files: { "members/mo.yaml": memberManifest("mo", "Member"), ...fewAdmins } });
    return world.apply();
  },
  "another organization": async (world) => {
    world.push({
      by: "ada",
      files: { "organization.yaml": organizationManifest().replace("name: acme", "name: acme\n  uid: other") },
    });
    return world.apply();
  },
  invalid: async (world) => {
    world.push({ by: "ada", files: { "organization.yaml": organizationManifest(), "members/x.yaml": "kind: [" } });
    return world.apply();
  },
  "no such inputs": async (world) =>
    world.apply({ inputs: { "actor-rule": "anybody", "allow-loss": "all", directory: "../elsewhere" } }),
  "no clone": async (world) => world.apply({ variables: { GITHUB_WORKSPACE: "/" } }),
  "a commit that is not served": async (world) =>
    world.apply({ depth: 1, variables: { GITHUB_SERVER_URL: "http://127.0.0.1:1" } }),
  "a token in the address": async (world) =>
    world.apply({ variables: { GITHUB_API_URL: `https://x:${canaryToken}@evil.test` } }),
  "an expired token": async (world) => {
    world.change({ token: { ...world.state().token, value: "another" } });
    return world.apply();
  },
};

scenario("T53 The token appears nowhere, whatever a run fails by", async (world) => {
  for (const [what, provoke] of Object.entries(failing)) {
    const end = await provoke(world);
    expectSecret(end, what);
    expect([what, end.exitCode === 0]).toEqual([what, false]);
    expect(end.stderr).toBe("");
  }
});

const troubles: Readonly<Record<string, (world: ActionWorld) => Promise<void>>> = {
  "a lost connection": async ({ github }) => github.fail({ times: 20, fault: { kind: "drop", when: "before-effect" } }),
  "an answer that says the token": async ({ github }) =>
    github.fail({
      times: 20,
      fault: { kind: "text", text: `{"message":"${canaryToken}"}`, contentType: "application/json" },
    }),
  "a page that says the token": async ({ github }) =>
    github.fail({ times: 20, fault: { kind: "text", text: canaryToken, contentType: "text/html" } }),
  "no permission": async (world) => world.change({ token: { ...world.state().token, permissions: [] } }),
};

for (const [what, trouble] of Object.entries(troubles)) {
  scenario(`T53 The token appears nowhere when GitHub answers with ${what}`, async (world) => {
    const pull = world.openPull({ author: "mo", files: member });
    await trouble(world);
    const end = await world.plan(pull);
    expectSecret(end, what);
    expect(end.exitCode).toBe(26);
  });
}
