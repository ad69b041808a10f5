import { execFile } from "node:child_process";
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { loadManifests } from "../../src/load/index.ts";
import { defaultLimits } from "../../src/load/limits.ts";
import { manifestFolder } from "./manifest-folder.ts";

const version = "1.0.0";
const files = {
  "a.yaml": "kind: A\n---\nkind: B\nspec: {list: [1, x, true]}\n",
  "b/c.yaml": "kind: C\n",
  "b/copy.yaml": "kind: C\n",
  "b/wrong.yaml": "kind: D\nkind: E\n",
};

describe("loading a folder", () => {
  test("gives documents, problems and texts in the order of the files", async () => {
    using folder = manifestFolder(files);
    const loaded = await loadManifests(folder.path, { version });
    expect(loaded.documents).toEqual([
      { file: "a.yaml", document: 0, value: { kind: "A" }, line: 1, column: 1 },
      { file: "a.yaml", document: 1, value: { kind: "B", spec: { list: [1, "x", true] } }, line: 3, column: 1 },
      { file: "b/c.yaml", document: 0, value: { kind: "C" }, line: 1, column: 1 },
      { file: "b/copy.yaml", document: 0, value: { kind: "C" }, line: 1, column: 1 },
    ]);
    expect(loaded.diagnostics.map(({ code, place }) => [code, place?.file])).toEqual([
      ["duplicate-key", "b/wrong.yaml"],
    ]);
    expect(loaded.textByFile).toEqual(new Map(Object.entries(files)));
    expect(loaded.files).toBe(4);
  });

  test("takes other limits", async () => {
    using folder = manifestFolder(files);
    const { diagnostics } = await loadManifests(folder.path, { version, limits: { ...defaultLimits, files: 3 } });
    expect(diagnostics.map(({ code }) => code)).toEqual(["too-many-files"]);
  });

  test("shows what is left of a file that is not UTF-8", async () => {
    using folder = manifestFolder({ "a.yaml": Buffer.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]) });
    const { textByFile, documents } = await loadManifests(folder.path, { version });
    expect(textByFile).toEqual(new Map([["a.yaml", "a: \uFFFD\n"]]));
    expect(documents).toEqual([]);
  });
});

describe("the cache", () => {
  test("changes nothing in the result", async () => {
    using folder = manifestFolder(files);
    const plain = await loadManifests(folder.path, { version });
    const options = { version, cacheFile: folder.at("cache") };
    expect(await loadManifests(folder.path, options)).toEqual(plain);
    expect(await loadManifests(folder.path, options)).toEqual(plain);
  });

  test("is not written again when nothing changed", async () => {
    using folder = manifestFolder(files);
    const options = { version, cacheFile: folder.at("cache") };
    await loadManifests(folder.path, options);
    const before = statSync(folder.at("cache"), { bigint: true });
    await loadManifests(folder.path, options);
    expect(statSync(folder.at("cache"), { bigint: true })).toMatchObject({ ino: before.ino, mtimeNs: before.mtimeNs });
  });

  test("of files that all have problems is empty, and not written again either", async () => {
    using folder = manifestFolder({ "a.yaml": "a: 1\n" });
    const options = { version, cacheFile: folder.at("cache") };
    await loadManifests(folder.path, options);
    folder.write("a.yaml", "a:\n");
    await loadManifests(folder.path, options);
    const before = statSync(folder.at("cache"), { bigint: true });
    await loadManifests(folder.path, options);
    expect(statSync(folder.at("cache"), { bigint: true })).toMatchObject({ ino: before.ino, mtimeNs: before.mtimeNs });
  });

  test("forgets contents that no file has any more", async () => {
    using folder = manifestFolder(files);
    const options = { version, cacheFile: folder.at("cache") };
    await loadManifests(folder.path, options);
    expect(readFileSync(folder.at("cache"), "utf8")).toContain('{"kind":"A"}');
    rmSync(folder.at("a.yaml"));
    await loadManifests(folder.path, options);
    expect(readFileSync(folder.at("cache"), "utf8")).not.toContain('{"kind":"A"}');
  });

  test("holds nothing of a file with a problem", async () => {
    using folder = manifestFolder({ "a.yaml": "a: canary\n---\nb:\n", "c.yaml": "c: 1\n" });
    await loadManifests(folder.path, { version, cacheFile: folder.at("cache") });
    expect(readFileSync(folder.at("cache"), "utf8")).not.toContain("canary");
  });

  test("serves every content that is unchanged, and the parser is not even loaded", async () => {
    using folder = manifestFolder({ "a.yaml": "kind: A\n", "b.yaml": "kind: B\n" });
    expect(await parserLoadedBy(folder.path, folder.at("cache"))).toBe(true);
    expect(await parserLoadedBy(folder.path, folder.at("cache"))).toBe(false);
    folder.write("b.yaml", "kind: C\n");
    expect(await parserLoadedBy(folder.path, folder.at("cache"))).toBe(true);
  });

  test("is whole whenever somebody reads it, while others write", async () => {
    using folder = manifestFolder(files);
    const cacheFile = folder.at("cache");
    const plain = await loadManifests(folder.path, { version });
    const runs = Array.from({ length: 4 }, () => parserLoadedBy(folder.path, cacheFile));
    await Promise.all(runs);
    expect(await loadManifests(folder.path, { version, cacheFile })).toEqual(plain);
  });

  test("never changes a result, however it is damaged", async () => {
    using folder = manifestFolder(files);
    const plain = await loadManifests(folder.path, { version });
    const cacheFile = folder.at("cache");
    await loadManifests(folder.path, { version, cacheFile });
    const good = readFileSync(cacheFile);
    await fc.assert(
      fc.asyncProperty(damageTo(good), async (damaged) => {
        writeFileSync(cacheFile, damaged);
        expect(await loadManifests(folder.path, { version, cacheFile })).toEqual(plain);
      }),
    );
  });

  test("never changes a result, whatever the files are", async () => {
    const content = fc.oneof(
      fc.constantFrom(...Object.values(files), "", "a: &x 1\n", "a: 1\n---\n---\nb: 2\n", "\uFEFFé: ü\r\n"),
      fc.jsonValue().map((value) => JSON.stringify({ value })),
    );
    const someFiles = fc.dictionary(
      fc.stringMatching(/^[a-c]{1,2}$/).map((name) => `${name}.yaml`),
      content,
      { minKeys: 1 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(someFiles, { minLength: 1, maxLength: 3 }), async (states) => {
        using cacheFolder = manifestFolder();
        for (const state of states) {
          using folder = manifestFolder(state);
          const cached = await loadManifests(folder.path, { version, cacheFile: cacheFolder.at("cache") });
          expect(cached).toEqual(await loadManifests(folder.path, { version }));
        }
      }),
      { numRuns: 50 },
    );
  });
});

function damageTo(good: Buffer): fc.Arbitrary<Buffer> {
  const position = fc.nat(good.length - 1);
  return fc.oneof(
    position.map((at) => good.subarray(0, at)),
    fc.tuple(position, fc.uint8Array({ minLength: 1, maxLength: 8 })).map(([at, bytes]) => {
      const damaged = Buffer.from(good);
      damaged.set(bytes.subarray(0, good.length - at), at);
      return damaged;
    }),
    fc.tuple(position, position).map(([from, to]) => Buffer.concat([good.subarray(0, from), good.subarray(to)])),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  );
}

const run = promisify(execFile);

// Whether a module was loaded can only be seen in a process of its own.
async function parserLoadedBy(root: string, cacheFile: string): Promise<boolean> {
  const module = join(import.meta.dirname, "../../src/load/index.ts");
  const script = `import { createRequire } from "node:module";
    const { loadManifests } = await import(${JSON.stringify(module)});
    const { diagnostics } = await loadManifests(${JSON.stringify(root)}, ${JSON.stringify({ version, cacheFile })});
    const { cache } = createRequire(${JSON.stringify(module)});
    process.stdout.write(String(Object.keys(cache).some((name) => name.includes("/node_modules/yaml/"))));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script]);
  return stdout === "true";
}
