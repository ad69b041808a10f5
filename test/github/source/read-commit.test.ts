import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { commitSource } from "../../../src/github/source/commit-source.ts";
import { readCommit } from "../../../src/github/source/read-commit.ts";
import { type LoadedManifests, loadManifests } from "../../../src/load/index.ts";
import { defaultLimits } from "../../../src/load/limits.ts";
import { Failure } from "../../../src/model/failure.ts";
import { gitClone, type TreeLine } from "./git-clone.ts";

const blob = (name: TreeLine["name"], content = "a: 1\n"): TreeLine => ({ mode: "100644", name, content });

function problemsOf({ diagnostics }: LoadedManifests): readonly string[] {
  return diagnostics.map(({ code, place }) => `${code} ${place?.file ?? "nowhere"}`);
}

function filesOf({ documents }: LoadedManifests): readonly string[] {
  return documents.map(({ file }) => file);
}

function codeOf(problem: unknown): string {
  return problem instanceof Failure ? problem.code : String(problem);
}

describe("a commit says", () => {
  test("what the same files on a disk say", async () => {
    using clone = gitClone();
    const sha = clone.commit({
      "b.yaml": "a: 1\r\n---\nb: 2\n",
      "a/z.yml": "a: [1\n",
      "a/é.YAML": "a: 1\n",
      "a/bad.yaml": Buffer.from([0x61, 0xff]),
      "a/node_modules/c.yaml": "",
      ".hidden/d.yaml": "",
      "readme.md": "",
    });
    const onDisk = await loadManifests(clone.folder, { version: "1" });
    const { documents, ...rest } = await readCommit(commitSource(clone.folder), sha, ".");
    expect(rest).toEqual({ diagnostics: onDisk.diagnostics, textByFile: onDisk.textByFile, files: onDisk.files });
    expect(JSON.stringify(documents)).toBe(JSON.stringify(onDisk.documents));
    expect(documents.length).toBe(3);
  });

  test("nothing that the work tree, the index or attributes say", async () => {
    using clone = gitClone();
    const sha = clone.commit({ "a.yaml": "a: 1\n", ".gitattributes": "*.yaml text eol=crlf ident\n" });
    clone.write({ "a.yaml": "a: 2\n", "b.yaml": "b: 1\n" });
    clone.git("add", "--all");
    const { textByFile } = await readCommit(commitSource(clone.folder), sha, ".");
    expect([...textByFile]).toEqual([["a.yaml", "a: 1\n"]]);
  });

  test("what lies in the folder that is named, by paths below it", async () => {
    using clone = gitClone();
    const sha = clone.commit({ "org/a.yaml": "a: 1\n", "org/sub/b.yaml": "a: 1\n", "org2/c.yaml": "a: 1\n" });
    for (const folder of ["org", "./org", "org/", "./org//"]) {
      expect(filesOf(await readCommit(commitSource(clone.folder), sha, folder))).toEqual(["a.yaml", "sub/b.yaml"]);
    }
    expect(filesOf(await readCommit(commitSource(clone.folder), sha, "org/sub/b.yaml"))).toEqual(["b.yaml"]);
  });

  test("the same when a replacement for it lies in the clone", async () => {
    using clone = gitClone();
    const sha = clone.commit({ "a.yaml": "a: 1\n" });
    clone.git("replace", sha, clone.commit({ "a.yaml": "a: 2\n" }));
    expect((await readCommit(commitSource(clone.folder), sha, ".")).textByFile.get("a.yaml")).toBe("a: 1\n");
  });
});

describe("nothing is declared", () => {
  test.each(["missing", "link/b", "Org", "*", ":(top)org"])("in the folder %s", async (folder) => {
    using clone = gitClone();
    clone.write({ "org/b/a.yaml": "a: 1\n" });
    clone.link("org", "link");
    const loading = readCommit(commitSource(clone.folder), clone.commit(), folder);
    await expect(loading.then(problemsOf, (problem: unknown) => [codeOf(problem)])).resolves.toEqual([
      folder.includes(":") ? "directory-malformed" : "nothing-declared nowhere",
    ]);
  });

  test.each(["..", "../other", "/etc", "a/../b", "a\\b", "a\nb", "./"])("by a folder written %j", async (folder) => {
    using clone = gitClone();
    const sha = clone.commit({ "a.yaml": "a: 1\n" });
    const loading = readCommit(commitSource(clone.folder), sha, folder);
    if (folder === "./") expect(filesOf(await loading)).toEqual(["a.yaml"]);
    else await expect(loading).rejects.toMatchObject({ code: "directory-malformed", exitCode: 20 });
  });
});

describe("refused is", () => {
  test("a link, whatever its name, and a folder that is one; what it leads to is not shown", async () => {
    using clone = gitClone();
    clone.write({ "org/a.yaml": "a: 1\n" });
    clone.link("/proc/self/environ", "env.yaml");
    clone.link("org", "more");
    const sha = clone.commit();
    const loaded = await readCommit(commitSource(clone.folder), sha, ".");
    expect(problemsOf(loaded)).toEqual(["symlink-refused env.yaml", "symlink-refused more"]);
    expect([...loaded.textByFile.keys()]).toEqual(["org/a.yaml"]);
    expect(problemsOf(await readCommit(commitSource(clone.folder), sha, "more"))).toEqual(["symlink-refused more"]);
  });

  test("a submodule", async () => {
    using clone = gitClone();
    const sha = clone.commitTree([{ mode: "160000", name: "org", content: "1".repeat(40) }, blob("z.yaml")]);
    expect(problemsOf(await readCommit(commitSource(clone.folder), sha, "."))).toEqual(["submodule-refused org"]);
  });

  test.each<readonly [string, TreeLine["name"]]>([
    ["control-character", "a\nb.yaml"],
    ["control-character", "a.yaml\u001b"],
    ["invisible-character", "a\u202E.yaml"],
    ["invisible-character", "a.yaml\u200b"],
    ["invisible-character", "a\u{E0041}.yaml"],
    ["invisible-character", "a\u00a0b.yaml"],
    ["backslash-or-colon", "a\\b.yaml"],
    ["backslash-or-colon", "c:a.yaml"],
    ["leads-elsewhere", "../a.yaml"],
    ["leads-elsewhere", "/a.yaml"],
    ["leads-elsewhere", "b//a.yaml"],
    ["not-composed", "e\u0301.yaml"],
    ["ends-in-dot-or-space", "a.yaml."],
    ["ends-in-dot-or-space", "a.yaml "],
    ["ends-in-dot-or-space", "a./b.yaml"],
    ["device-name", "aux.yaml"],
    ["not-text", Buffer.from("\xff.yaml", "latin1")],
  ])("a name with %s: %j", async (oddity, name) => {
    using clone = gitClone();
    const { diagnostics, textByFile } = await readCommit(
      commitSource(clone.folder),
      clone.commitTree([blob(name)]),
      ".",
    );
    expect(diagnostics).toMatchObject([{ code: "path-odd", severity: "error", args: { oddity } }]);
    expect(textByFile.size).toBe(0);
  });

  test("a pair of names that some disk takes for one", async () => {
    using clone = gitClone();
    const sha = clone.commitTree([blob("A.yaml"), blob("a.yaml")]);
    expect(problemsOf(await readCommit(commitSource(clone.folder), sha, "."))).toEqual(["path-case-collision a.yaml"]);
  });

  test("what is beyond a limit, before it is read", async () => {
    using clone = gitClone();
    const sha = clone.commit({ "a.yaml": "a: 1\n", "b.yaml": "b: 12345\n" });
    const codesWith = async (changed: object): Promise<readonly string[]> =>
      problemsOf(await readCommit(commitSource(clone.folder, { limits: { ...defaultLimits, ...changed } }), sha, "."));
    expect(await codesWith({ fileBytes: 6 })).toEqual(["file-too-large b.yaml"]);
    expect(await codesWith({ totalBytes: 13 })).toEqual(["total-too-large nowhere"]);
    expect(await codesWith({ files: 1 })).toEqual(["too-many-files nowhere"]);
    expect(await codesWith({ pathBytes: 5 })).toEqual(["path-too-long a.yaml", "path-too-long b.yaml"]);
    expect(await codesWith({ fileBytes: 9, totalBytes: 14, files: 2, pathBytes: 6 })).toEqual([]);
  });
});

test("nothing that the repository configures is run", async () => {
  using clone = gitClone();
  const sha = clone.commit({ "a.yaml": "a: 1\n", ".gitattributes": "* filter=evil diff=evil\n" });
  const trap = `touch ${join(clone.folder, "sprung")};`;
  for (const key of [
    "filter.evil.smudge",
    "filter.evil.process",
    "diff.evil.textconv",
    "core.fsmonitor",
    "core.pager",
  ]) {
    clone.git("config", key, trap);
  }
  writeFileSync(join(clone.folder, ".git/hooks/post-checkout"), `#!/bin/sh\n${trap}`, { mode: 0o755 });
  await readCommit(commitSource(clone.folder), sha, ".");
  expect(existsSync(join(clone.folder, "sprung"))).toBe(false);
});

test("two commits that share a file parse it once, and each shows it under its own name", async () => {
  using clone = gitClone();
  const base = clone.commit({ "a.yaml": "a: 1\n", "b.yaml": "b: 1\n" });
  clone.git("mv", "a.yaml", "c.yaml");
  const head = clone.commit({ "b.yaml": "b: 2\n" });
  const source = commitSource(clone.folder);
  await readCommit(source, base, ".");
  expect(source.parsed.size).toBe(2);
  const { documents } = await readCommit(source, head, ".");
  expect(documents.map(({ file, value }) => [file, value])).toEqual([
    ["b.yaml", { b: 2 }],
    ["c.yaml", { a: 1 }],
  ]);
  expect(source.parsed.size).toBe(3);
});

describe("a commit cannot be read", () => {
  test.each(["HEAD", "main", "abc1234", "--help", `${"a".repeat(40)}\n`, "A".repeat(40), ""])(
    "that is called %j",
    async (sha) => {
      using clone = gitClone();
      await expect(readCommit(commitSource(clone.folder), sha, ".")).rejects.toMatchObject({
        code: "sha-malformed",
        exitCode: 20,
      });
    },
  );

  test("that the clone does not hold, when nothing may be fetched", async () => {
    using clone = gitClone();
    await expect(readCommit(commitSource(clone.folder), "a".repeat(40), ".")).rejects.toMatchObject({
      code: "commit-missing",
      exitCode: 26,
    });
  });

  test("from a folder that is no clone", async () => {
    await expect(readCommit(commitSource("/"), "a".repeat(40), ".")).rejects.toMatchObject({ code: "not-a-clone" });
  });

  test("of which a file is gone from the storage", async () => {
    using clone = gitClone();
    const sha = clone.commit({ "a.yaml": "a: 1\n" });
    const id = clone.git("rev-parse", `${sha}:a.yaml`);
    rmSync(join(clone.folder, ".git/objects", id.slice(0, 2), id.slice(2)), { force: true });
    await expect(readCommit(commitSource(clone.folder), sha, ".")).rejects.toMatchObject({ exitCode: 26 });
  });
});
