import { commentMarker } from "../../render/markdown/pull-request/comment-marker.ts";
import type { Inputs } from "../inputs/parse-inputs.ts";
import { sha256 } from "./plan-tree.ts";

/** By what the comment and the check of one target are found again; without a target they are of the manifests alone. */
export function markerOf({ target, directory }: Pick<Inputs, "target" | "directory">, name: string): string {
  return commentMarker(`${target === undefined ? "" : name} ${directory}`, sha256);
}
