import { join } from "node:path";

import type { Bench } from "../bench.ts";
import { writeOrganization } from "../organization/write-organization.ts";
import { charter, timeOf } from "./child.ts";

/** A folder with an organization's manifests, and perhaps the organization itself. */
export interface OrganizationFolder {
  readonly folder: string;
  /** The manifests' paths. */
  readonly files: readonly string[];
}

/** Writes the manifests of an organization of so many objects; no target holds it yet. */
export function declareOrganization(
  bench: Bench,
  objects: number,
  { edition }: { readonly edition: number },
): OrganizationFolder {
  const folder = join(bench.folder, `organization-${objects}-${edition}`);
  const documentsPerFile = objects > mostFiles ? 20 : 1;
  return { folder, files: writeOrganization({ folder, objects, edition, documentsPerFile }) };
}

/** The same, and applies them. Gives how long that took, too. */
export function foundOrganization(
  bench: Bench,
  objects: number,
): OrganizationFolder & { readonly milliseconds: number } {
  const declared = declareOrganization(bench, objects, { edition: 1 });
  const milliseconds = timeOf(bench, charter(declared.folder, "apply", "manifests", "--auto-approve", "--quiet"));
  return { ...declared, milliseconds };
}

/** Organizations with more objects have several documents in a file. */
const mostFiles = 20_000;
