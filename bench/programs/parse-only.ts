// What parsing alone costs: every manifest to plain values, with positions, as the package `yaml` does it.
import { readFileSync } from "node:fs";

import { parseAllDocuments } from "yaml";

import { manifestFiles } from "./manifest-files.ts";

const [, , root = "."] = process.argv;
const parsed: unknown[] = [];
for (const file of manifestFiles(root)) {
  for (const document of parseAllDocuments(readFileSync(file, "utf8"))) parsed.push(document.toJS());
}
process.exitCode = parsed.length > 0 ? 0 : 1;
