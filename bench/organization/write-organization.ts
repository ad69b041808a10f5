import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { generateOrganization, type OrganizationSize } from "./generate-organization.ts";
import type { GeneratedDocument } from "./manifest-text.ts";

/** Where an organization is written, and how. */
export interface OrganizationFiles extends OrganizationSize {
  /** Becomes the folder a command runs in: manifests below `manifests`, and the settings that allow so many files. */
  readonly folder: string;
  readonly documentsPerFile: number;
}

/** Writes an organization's manifests and gives their paths, in the order in which they were written. */
export function writeOrganization({ folder, documentsPerFile, ...size }: OrganizationFiles): readonly string[] {
  const files: string[] = [];
  const folders = new Set<string>();
  for (const documents of inGroups(generateOrganization(size), documentsPerFile)) {
    const file = join(folder, "manifests", `${documents[0]?.file ?? "none"}.yaml`);
    if (!folders.has(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    folders.add(dirname(file));
    writeFileSync(file, documents.map(({ text }) => text).join("---\n"));
    files.push(file);
  }
  writeFileSync(join(folder, "charter.json"), `${JSON.stringify({ files: Math.max(5000, size.objects) })}\n`);
  return files;
}

function* inGroups(documents: Iterable<GeneratedDocument>, size: number): Generator<readonly GeneratedDocument[]> {
  let group: GeneratedDocument[] = [];
  for (const document of documents) {
    group.push(document);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
