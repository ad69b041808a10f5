import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join, relative } from "node:path";

import { describe, expect, test } from "vitest";

import { findManifests, type FoundManifests } from "../../src/load/find-manifests.ts";
import { defaultLimits, type Limits } from "../../src/load/limits.ts";
import { manifestFolder } from "./manifest-folder.ts";

function limits(changed: Partial<Limits>): Limits {
  return { ...defaultLimits, ...changed };
}

function pathsIn({ files }: FoundManifests): readonly string[] {
  return files.map(({ file }) => file);
}

function problemsOf({ diagnostics }: FoundManifests): readonly string[] {
  return diagnostics.map(({ code, place }) => `${code} ${place?.file ?? "nowhere"}`);
}

describe("which files are manifests", () => {
  test("every .yaml and .yml file below the root, ordered by code unit", async () => {
    using folder = manifestFolder({
      "b.yaml": "",
      "a/z.yml": "",
      "a.yaml": "",
      "B.YAML": "",
      "a/b/c/d.yaml": "",
      "readme.md": "",
      "data.json": "",
    });
    expect(pathsIn(await findManifests(folder.path))).toEqual([
      "B.YAML",
      "a.yaml",
      "a/b/c/d.yaml",
      "a/z.yml",
      "b.yaml",
    ]);
  });

  test("names that start with a dot, and node_modules, are passed over", async () => {
    using folder = manifestFolder({
      "a.yaml": "",
      ".hidden.yaml": "",
      ".git/a.yaml": "",
      ".github/workflows/a.yaml": "",
      ".charter/a.yaml": "",
      "node_modules/p/a.yaml": "",
      "sub/node_modules/p/a.yaml": "",
    });
    const found = await findManifests(folder.path);
    expect(pathsIn(found)).toEqual(["a.yaml"]);
    expect(found.diagnostics).toEqual([]);
  });

  test("the one file that is named, whatever its ending", async () => {
    using folder = manifestFolder({ "people/ada.txt": "a: 1\n", "people/ben.yaml": "" });
    expect(pathsIn(await findManifests(folder.at("people/ada.txt")))).toEqual(["ada.txt"]);
  });

  test("a file carries its text and the hash of its bytes", async () => {
    const text = "\uFEFFa: é\r\n";
    using folder = manifestFolder({ "a.yaml": text });
    const hash = createHash("sha256").update(text).digest("hex");
    expect((await findManifests(folder.path)).files).toEqual([{ file: "a.yaml", text, hash }]);
  });

  test("a large file is read whole", async () => {
    const text = `# ${"x".repeat(defaultLimits.fileBytes - 2)}`;
    using folder = manifestFolder({ "a.yaml": text });
    expect((await findManifests(folder.path)).files[0]?.text).toBe(text);
  });
});

describe("nothing is declared", () => {
  test("when the folder is missing", async () => {
    using folder = manifestFolder();
    expect(await findManifests(folder.at("missing"))).toEqual({
      files: [],
      garbledByFile: new Map(),
      diagnostics: [{ code: "nothing-declared", severity: "error", args: { root: folder.at("missing") } }],
    });
  });

  test("when the folder holds no manifest", async () => {
    using folder = manifestFolder({ "readme.md": "", "sub/data.json": "" });
    expect(problemsOf(await findManifests(folder.path))).toEqual(["nothing-declared nowhere"]);
  });

  test("but a root that the system cannot look at is said to be unreadable", async () => {
    const root = "x".repeat(5_000);
    const { diagnostics } = await findManifests(root);
    expect(diagnostics).toMatchObject([{ code: "file-unreadable", args: { detail: "ENAMETOOLONG" } }]);
  });

  test("but a folder in which every manifest is refused says why instead", async () => {
    using folder = manifestFolder({ "secret.txt": "" });
    symlinkSync(folder.at("secret.txt"), folder.at("a.yaml"));
    expect(problemsOf(await findManifests(folder.path))).toEqual(["symlink-refused a.yaml"]);
  });
});

describe("what is refused, without a trace of its content", () => {
  const secret = "canary-3f9a";

  test("C14 a link to a file", async () => {
    using outside = manifestFolder({ "target-file.yaml": `a: ${secret}\n` });
    using folder = manifestFolder({ "b.yaml": "b: 1\n" });
    symlinkSync(outside.at("target-file.yaml"), folder.at("members.yaml"));
    const found = await findManifests(folder.path);
    expect(problemsOf(found)).toEqual(["symlink-refused members.yaml"]);
    expect(pathsIn(found)).toEqual(["b.yaml"]);
    expect(JSON.stringify(found)).not.toContain(secret);
    expect(JSON.stringify(found)).not.toContain("target-file");
  });

  test("C15 a link to the environment of the process", async () => {
    using folder = manifestFolder();
    symlinkSync("/proc/self/environ", folder.at("a.yaml"));
    const found = await findManifests(folder.path);
    expect(problemsOf(found)).toEqual(["symlink-refused a.yaml"]);
    expect(JSON.stringify(found)).not.toContain("PATH=");
  });

  test("C16 a link to a folder, even to one above", async () => {
    using folder = manifestFolder({ "a.yaml": "" });
    symlinkSync("..", folder.at("projects"));
    const found = await findManifests(folder.path);
    expect(problemsOf(found)).toEqual(["symlink-refused projects"]);
    expect(pathsIn(found)).toEqual(["a.yaml"]);
  });

  test("a link that is no manifest and leads to no folder does not matter", async () => {
    using folder = manifestFolder({ "a.yaml": "", "readme.md": "" });
    symlinkSync("readme.md", folder.at("index.md"));
    symlinkSync("nowhere", folder.at("dangling"));
    expect((await findManifests(folder.path)).diagnostics).toEqual([]);
  });

  test("a root that is a link itself", async () => {
    using outside = manifestFolder({ "a.yaml": `a: ${secret}\n` });
    using folder = manifestFolder();
    symlinkSync(outside.path, folder.at("link"));
    const found = await findManifests(`${folder.at("link")}/`);
    expect(problemsOf(found)).toEqual([`symlink-refused ${folder.at("link")}/`]);
    expect(found.files).toEqual([]);
  });

  test("a root below a link, where the link came with the working folder", async () => {
    using outside = manifestFolder({ "sub/a.yaml": "a: 1\n" });
    using folder = manifestFolder();
    mkdirSync(folder.at("work"));
    symlinkSync(outside.path, folder.at("work/link"));
    expect(filesFoundFrom(folder.at("work"), "link/sub")).toBe("0 symlink-refused");
    expect(filesFoundFrom(folder.path, join(relative(folder.path, outside.path), "sub"))).toBe("1 ");
  });

  test("C17 a pipe, without waiting for it", async () => {
    using folder = manifestFolder({ "b.yaml": "" });
    makePipe(folder.at("a.yaml"));
    const found = await findManifests(folder.path);
    expect(problemsOf(found)).toEqual(["not-regular-file a.yaml"]);
    expect(problemsOf(await findManifests(folder.at("a.yaml")))).toEqual(["not-regular-file a.yaml"]);
  });

  test("C17 a socket", async () => {
    using folder = manifestFolder();
    const server = createServer().listen(folder.at("a.yaml"));
    await new Promise((resolve) => server.once("listening", resolve));
    expect(problemsOf(await findManifests(folder.path))).toEqual(["not-regular-file a.yaml"]);
    await new Promise((resolve) => server.close(resolve));
  });

  test("C17 a device", async () => {
    expect(problemsOf(await findManifests("/dev/zero"))).toEqual(["not-regular-file zero"]);
  });

  test("C18 a folder that is a repository of its own", async () => {
    using folder = manifestFolder({ "a.yaml": "", "sub/.git": "gitdir: x", "sub/b.yaml": "", "own/.git/HEAD": "" });
    const found = await findManifests(folder.path);
    expect(problemsOf(found)).toEqual(["submodule-refused own", "submodule-refused sub"]);
    expect(pathsIn(found)).toEqual(["a.yaml"]);
  });

  test("C18 a submodule that is not checked out", async () => {
    using folder = manifestFolder({
      "a.yaml": "",
      ".gitmodules": '[submodule "x"]\n\tpath = people/others\n\turl = https://x.test\n',
      "people/others/readme.md": "",
      "people/ours/b.yaml": "",
    });
    const found = await findManifests(folder.path);
    expect(problemsOf(found)).toEqual(["submodule-refused people/others"]);
    expect(pathsIn(found)).toEqual(["a.yaml", "people/ours/b.yaml"]);
  });

  test("the root may be a repository", async () => {
    using folder = manifestFolder({ ".git/HEAD": "", "a.yaml": "" });
    expect((await findManifests(folder.path)).diagnostics).toEqual([]);
  });
});

describe("names", () => {
  test.runIf(process.platform === "linux")(
    "C21 paths that differ only in case, or in how an accent is written",
    async () => {
      using folder = manifestFolder({ "A/x.yaml": "", "a/X.yaml": "", "caf\u00E9.yaml": "", "cafe\u0301.yaml": "" });
      const { diagnostics } = await findManifests(folder.path);
      expect(diagnostics).toEqual([
        {
          code: "path-case-collision",
          severity: "error",
          args: { path: "a/X.yaml", other: "A/x.yaml" },
          place: { file: "a/X.yaml", start: 0, end: 0 },
          related: [{ file: "A/x.yaml", start: 0, end: 0 }],
        },
        {
          code: "path-case-collision",
          severity: "error",
          args: { path: "caf\u00E9.yaml", other: "cafe\u0301.yaml" },
          place: { file: "caf\u00E9.yaml", start: 0, end: 0 },
          related: [{ file: "cafe\u0301.yaml", start: 0, end: 0 }],
        },
      ]);
    },
  );

  test("a path beyond the limit is refused, counted in bytes", async () => {
    using folder = manifestFolder({ "éé.yaml": "", "ééé.yaml": "", "ffffffffff/a.yaml": "" });
    const found = await findManifests(folder.path, limits({ pathBytes: 9 }));
    expect(pathsIn(found)).toEqual(["éé.yaml"]);
    expect(found.diagnostics.map(({ code, args, place }) => [code, args, place?.file])).toEqual([
      ["path-too-long", { bytes: 10, limit: 9 }, "ffffffffff"],
      ["path-too-long", { bytes: 11, limit: 9 }, "ééé.yaml"],
    ]);
  });
});

describe("sizes", () => {
  test("C12 a file beyond 1 MiB is refused, and the others are read", async () => {
    using folder = manifestFolder({ "a.yaml": "x".repeat(1_048_577), "b.yaml": "x".repeat(1_048_576) });
    const found = await findManifests(folder.path);
    expect(pathsIn(found)).toEqual(["b.yaml"]);
    expect(found.diagnostics[0]).toMatchObject({
      code: "file-too-large",
      args: { bytes: 1_048_577, limit: 1_048_576 },
    });
  });

  test("C13 more files than the limit are not read at all", async () => {
    using folder = manifestFolder({ "a.yaml": "", "b.yaml": "", "c/c.yaml": "" });
    const found = await findManifests(folder.path, limits({ files: 2 }));
    expect(found.files).toEqual([]);
    expect(found.diagnostics).toEqual([{ code: "too-many-files", severity: "error", args: { limit: 2 } }]);
    expect((await findManifests(folder.path, limits({ files: 3 }))).files).toHaveLength(3);
  });

  test("C13 the limit is 5,000 files", () => {
    expect(defaultLimits.files).toBe(5_000);
  });

  test("more bytes than the limit are not kept", async () => {
    using folder = manifestFolder({ "a.yaml": "12345", "b.yaml": "67890" });
    const found = await findManifests(folder.path, limits({ totalBytes: 9 }));
    expect(found.files).toEqual([]);
    expect(found.diagnostics).toEqual([{ code: "total-too-large", severity: "error", args: { limit: 9 } }]);
    expect((await findManifests(folder.path, limits({ totalBytes: 10 }))).files).toHaveLength(2);
  });
});

describe("encodings", () => {
  const utf16 = Buffer.from("\uFEFFa: 1\n", "utf16le");

  test.each<[name: string, bytes: Uint8Array, encoding: string]>([
    ["C04 UTF-16 with a byte order mark", utf16, "UTF-16"],
    ["UTF-16, big end first", Buffer.from(utf16).swap16(), "UTF-16"],
    ["UTF-16 without a byte order mark", utf16.subarray(2), "UTF-16"],
    ["bytes that are no text", Buffer.from([0x61, 0x3a, 0x89, 0x50, 0x00, 0x0d]), "unknown"],
  ])("%s is refused at the start of the file", async (_name, bytes, encoding) => {
    using folder = manifestFolder({ "a.yaml": bytes });
    expect(await findManifests(folder.path)).toEqual({
      files: [],
      garbledByFile: new Map(),
      diagnostics: [
        {
          code: "encoding-not-utf8",
          severity: "error",
          args: { encoding },
          place: { file: "a.yaml", start: 0, end: 0 },
        },
      ],
    });
  });

  test("an older encoding is refused at its first wrong byte", async () => {
    const start = Buffer.from("a: \uFFFD is fine\nname: Ren", "utf8");
    using folder = manifestFolder({ "a.yaml": Buffer.concat([start, Buffer.from([0xe9]), Buffer.from(" Dupont\n")]) });
    const { diagnostics, garbledByFile } = await findManifests(folder.path);
    const garbled = "a: \uFFFD is fine\nname: Ren\uFFFD Dupont\n";
    expect(garbledByFile).toEqual(new Map([["a.yaml", garbled]]));
    expect(diagnostics[0]?.place).toEqual({ file: "a.yaml", start: 22, end: 22 });
  });
});

function makePipe(path: string): void {
  execFileSync("sh", ["-c", 'mkfifo "$0"', path]);
}

// The working folder is the process's own, so another process has to look from there.
function filesFoundFrom(workingFolder: string, root: string): string {
  const module = join(import.meta.dirname, "../../src/load/find-manifests.ts");
  const script = `const { findManifests } = await import(${JSON.stringify(module)});
    const { files, diagnostics } = await findManifests(${JSON.stringify(root)});
    process.stdout.write(files.length + " " + diagnostics.map(({ code }) => code).join());`;
  return execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: workingFolder,
    encoding: "utf8",
  });
}
