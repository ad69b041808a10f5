import { join } from "node:path";

import { build } from "rolldown";

import { builtinModulesPlugin } from "../../scripts/builtin-modules.ts";

const names = [
  "read-and-hash",
  "parse-only",
  "apply-changes",
  "raw-upserts",
  "store-work",
  "raw-store",
  "print-diff",
  "peak-memory",
];

/** Writes the programs that Charter is held against into a folder, each ready to run and as quick to start as Charter. */
export async function buildPrograms(folder: string): Promise<void> {
  await build({
    input: Object.fromEntries(names.map((name) => [name, join(import.meta.dirname, `${name}.ts`)])),
    platform: "node",
    plugins: [builtinModulesPlugin()],
    output: { dir: folder, format: "esm", entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" },
  });
}
