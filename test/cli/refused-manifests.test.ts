import { describe, expect, test } from "vitest";

import { type Files, inWorld } from "../support/cli-world.ts";
import { expectJson } from "../support/output-schema.ts";
import { type RefusedManifest, refusedManifests } from "../support/refused-manifests.ts";
import { refusedPeople } from "../support/refused-people.ts";
import { refusedResources } from "../support/refused-resources.ts";
import { soundFiles, writtenMember } from "../support/written-document.ts";

const invalidManifest = 21;

describe.concurrent("of the threat model's bad inputs, refused is", () => {
  test.each(refusedManifests)("$title", expectRefusal);
});

describe.concurrent("of what people write by mistake, refused is", () => {
  test.each([...refusedPeople, ...refusedResources])("$title", expectRefusal);
});

describe.concurrent("people see the line, what is wrong with it and what to do:", () => {
  test.each(["C24 a key twice", "C73 a token", "C64 a misspelt key"])("%s", async (title) => {
    const refused = refusedManifests.find((one) => one.title === title);
    await inWorld(filesOf(refused ?? { title, found: [], says: "" }), async ({ charter }) => {
      const { exitCode, stdout, stderr } = await charter("validate");
      expect([exitCode, stdout]).toEqual([invalidManifest, ""]);
      expect(stderr).toBe(shownToPeople[title]);
    });
  });
});

test("what looks like a bad input and is none is accepted", () =>
  inWorld(soundFiles, async ({ write, charter }) => {
    write({
      "good.yaml": `\uFEFF${writtenMember(`email: mia@acme.test\nfullName: "${"😀".repeat(200)}"`)}`.replaceAll(
        "\n",
        "\r\n",
      ),
    });
    const { exitCode, stdout, stderr } = await charter("validate");
    expect([exitCode, stdout, stderr]).toEqual([0, "Valid: 10 documents in 4 files.\n", ""]);
  }));

test("every problem of every file is named in one run", () =>
  inWorld(soundFiles, async ({ write, charter }) => {
    write({
      "one.yaml": writtenMember("emial: mia@acme.test"),
      "two.yaml": "a: [1\n",
      "three.yaml": writtenMember("email: 7", "max"),
    });
    const { stdout } = await charter("validate", "--format", "json");
    const codes = expectJson("validate", stdout).diagnostics.map(({ code, file }: Problem) => `${code} ${file}`);
    expect(codes).toEqual(["unknown-key one.yaml", "type three.yaml", "unclosed-flow two.yaml"]);
  }));

test("after a hundred problems the rest is counted", () =>
  inWorld(soundFiles, async ({ write, charter }) => {
    const people = Array.from({ length: 150 }, (_, at) => writtenMember("emial: mia@acme.test", `p${at}`));
    write({ "bad.yaml": people.join("---\n") });
    const { stderr } = await charter("validate");
    expect(stderr.match(/^error: /gm)).toHaveLength(100);
    expect(stderr).toMatch(/\nand 50 more\n\n150 errors in 1 file\n$/);
  }));

test("bombs are refused, and do not hang", () =>
  inWorld({}, async ({ write, run }) => {
    const bombs = refusedManifests.filter(({ title }) => /^C(?:12|40|41|42) /.test(title));
    write(Object.fromEntries(bombs.map(({ text = "" }, at) => [`${at}.yaml`, text])));
    write({ "nodes.yaml": `a: [${"x,".repeat(250_000)}]\n`, "keys.yaml": `${"k".repeat(300)}: 1\n` });
    const { exitCode, stdout, milliseconds } = await run(["validate", "--format", "json"]);
    expect([exitCode, expectJson("validate", stdout).verdict]).toEqual([invalidManifest, "invalid"]);
    // About a second where nothing else runs; what matters is that no input takes minutes.
    expect(milliseconds).toBeLessThan(15_000);
  }));

const shownToPeople: Readonly<Record<string, string>> = {
  "C24 a key twice": `error: key \`role\` appears twice
  --> bad.yaml:2:1
   |
 2 | role: Owner
   | ^^^^
   note: see also bad.yaml:1:1
   help: keep one of the two; which one counts would depend on the reader

1 error in 1 file
`,
  "C73 a token": `error: this looks like a GitHub token
  --> bad.yaml:7:13
   |
 7 |   fullName: ****************************************
   |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   help: delete it, and revoke it if it was ever pushed; manifests need no
         secrets

1 error in 1 file
`,
  "C64 a misspelt key": `error: key \`rolse\` is not known here
  --> bad.yaml:7:3
   |
 7 |   rolse: [Admin]
   |   ^^^^^
   help: did you mean \`administrationRoles\`? known keys: email, fullName,
         github, administrationRoles, productRoles, invitation

1 error in 1 file
`,
};

interface Problem {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly help: string | null;
}

// Apply is what could do harm; it says the same as validate and plan.
async function expectRefusal(refused: RefusedManifest): Promise<void> {
  await inWorld(filesOf(refused), async ({ charter, content }) => {
    const { exitCode, stdout, stderr } = await charter("apply", "-y", "--format", "json");
    const plan = expectJson("plan", stdout);
    const problems: readonly Problem[] = plan.diagnostics;
    const places = problems.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`);
    expect([exitCode, plan.verdict, stderr, ...places]).toEqual([
      invalidManifest,
      "invalid",
      "",
      ...refused.found.map(inBadFile),
    ]);
    expect(problems.map(({ message }) => message).join("\n")).toContain(refused.says);
    expect(problems.filter(({ help }) => help === null)).toEqual([]);
    expect(stdout).not.toMatch(/ghp_|undefined|\[object|node:internal/);
    expect(content()).toBe("nothing");
  });
}

function filesOf({ text, files }: RefusedManifest): Files {
  return { ...soundFiles, ...files, ...(text !== undefined && { "bad.yaml": text }) };
}

function inBadFile(found: string): string {
  const [code, place = ""] = found.split(" ");
  return `${code} ${place.includes(".yaml") ? place : `bad.yaml:${place}`}`;
}
