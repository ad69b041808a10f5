import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { build } from "rolldown";

import { asciiOnlyPlugin } from "./ascii-only.ts";
import { thirdPartyLicenses } from "./third-party-licenses.ts";

// The Action is one file that needs nothing beside it: nothing is looked up where a repository could have put something.
const bundle = "dist/index.js";
const licenses = "dist/licenses.txt";

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const { output } = await build({
  input: { index: "src/github/main.ts" },
  platform: "node",
  resolve: { alias: { yaml: resolve("node_modules/yaml/browser/index.js") } },
  plugins: [asciiOnlyPlugin()],
  write: false,
  output: { format: "esm", codeSplitting: false, comments: false, minify: "dce-only" },
});

const chunks = output.filter((file) => file.type === "chunk");
const made = new Map([
  [bundle, chunks.map(({ code }) => code).join("\n")],
  [licenses, await thirdPartyLicenses(chunks.flatMap(({ moduleIds }) => moduleIds))],
]);
await Promise.all([...made].map(async ([file, text]) => (values.check ? compare(file, text) : writeFile(file, text))));

async function compare(file: string, text: string): Promise<void> {
  if ((await readFile(file, "utf8").catch(() => "")) === text) return;
  console.error(`${file} is not what the sources give: npm run action`);
  process.exitCode = 1;
}
