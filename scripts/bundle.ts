import { createHash } from "node:crypto";
import { glob, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";

import { build } from "rolldown";

import { asciiOnlyPlugin } from "./ascii-only.ts";
import { builtinModulesPlugin } from "./builtin-modules.ts";
import { helpText } from "./help-text.ts";
import { type ModuleGraph, staticImports } from "./static-imports.ts";
import { thirdPartyLicenses } from "./third-party-licenses.ts";

const RUN = resolve("src/cli/run.ts");
const VALIDATE = resolve("src/cli/commands/validate.ts");

const { output } = await build({
  input: { cli: "src/cli/main.ts" },
  platform: "node",
  // The build of `yaml` for Node.js looks for debugging variables at every token; the one for browsers is a quarter faster.
  resolve: { alias: { yaml: resolve("node_modules/yaml/browser/index.js") } },
  plugins: [builtinModulesPlugin(), asciiOnlyPlugin()],
  transform: {
    define: { CHARTER_BUILD: JSON.stringify(await sourcesDigest()), CHARTER_HELP: JSON.stringify(helpText()) },
  },
  output: {
    dir: "build/cli",
    cleanDir: true,
    // Not modules: V8 keeps all compiled code of a script, but of a module only what was compiled before it ran.
    format: "cjs",
    entryFileNames: "[name].cjs",
    // Compiled code is kept under the name of its file, so a file with other content has another name.
    chunkFileNames: "[name]-[hash].cjs",
    // Opening a file costs more than reading it: what every command needs is one file, what most of them need another.
    codeSplitting: {
      groups: [
        { debugName: "run", priority: 2, name: (id, graph) => (isNeededBy(RUN, id, graph) ? "run" : null) },
        { debugName: "core", priority: 1, name: (id, graph) => (isNeededBy(VALIDATE, id, graph) ? "core" : null) },
      ],
    },
    comments: false,
    polyfillRequire: false,
  },
});

// The library leaves packages where they are: whoever imports it has its dependencies, and perhaps uses them as well.
await build({
  input: { index: "src/index.ts" },
  platform: "node",
  external: /^[^./\0]/u,
  output: {
    dir: "build/library",
    cleanDir: true,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
  },
});

const modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
await writeFile("build/third-party-licenses.txt", await thirdPartyLicenses(modules));

function isNeededBy(command: string, id: string, graph: ModuleGraph): boolean {
  return id === command || staticImports(command, graph).has(id);
}

/** Tells one build from another, so that what an older one kept is never taken for this one's. */
async function sourcesDigest(): Promise<string> {
  const digest = createHash("sha256");
  const files: string[] = [];
  for await (const file of glob("{src/**/*.{ts,cjs},package-lock.json}")) files.push(file);
  const contents = await Promise.all(files.toSorted().map(async (file) => [file, await readFile(file)] as const));
  for (const [file, content] of contents) digest.update(file).update(content);
  return digest.digest("hex").slice(0, 16);
}
