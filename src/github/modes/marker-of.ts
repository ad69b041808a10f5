import { commentMarker } from "../../render/markdown/pull-request/comment-marker.ts";
import { sha256 } from "../../targets/sha256.ts";
import type { Inputs } from "../inputs/parse-inputs.ts";

/**
 * By what the comment and the checks of one target are found again; without a target they are of the manifests alone. A plan reads
 * with one role and an apply writes with another, so who logs in is no part of it.
 */
export function markerOf({ target, directory }: Pick<Inputs, "target" | "directory">, name: string): string {
  const place = target === undefined ? "" : name.replace(/^([a-z]+:\/\/)[^/@]*@/, "$1");
  return commentMarker(`${place} ${directory}`, sha256);
}
