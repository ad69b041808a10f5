import type { Json, JsonObject } from "./json.ts";
import type { NodePlace } from "./place.ts";

/** One YAML document as read: any value, and where it stands. Nothing is known about its shape yet. */
export interface ManifestDocument {
  readonly file: string;
  /** Position of the document inside the file, from 0. */
  readonly document: number;
  /** The root as plain JSON. */
  readonly value: Json;
  /** 1-based position of the root, for showing where a change comes from. */
  readonly line: number;
  readonly column: number;
}

/** A document that passed its kind's schema: the envelope is parsed, the spec has the kind's shape. */
export interface Declaration {
  readonly kind: string;
  /** The local handle: `metadata.name`. */
  readonly name: string;
  /** The handle of the project a resource belongs to: `metadata.project`. */
  readonly project?: string | undefined;
  /** The live object this declaration is pinned to: `metadata.uid`. */
  readonly uid?: string | undefined;
  /** Former titles, keys or e-mails: `metadata.previously`. */
  readonly previously: readonly string[];
  readonly spec: JsonObject;
  readonly source: Source;
}

/** Where a declaration stands. */
export interface Source {
  readonly file: string;
  readonly document: number;
  readonly line: number;
  readonly column: number;
}

/** The place of a node inside a declaration's document. */
export function placeIn(source: Source, path: NodePlace["path"], part: NodePlace["part"] = "value"): NodePlace {
  return { file: source.file, document: source.document, path, part };
}
