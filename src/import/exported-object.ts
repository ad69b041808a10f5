import { storedText } from "../kinds/stored-text.ts";
import type { JsonObject } from "../model/json.ts";
import type { NodePlace } from "../model/place.ts";

/** The kinds of objects an export of Personalize holds, in the order in which one refers to another. */
export const exportedKinds = ["Project", "Attribute", "Event", "Audience", "Experience"] as const;

/** One of them. */
export type ExportedKind = (typeof exportedKinds)[number];

/** One object of an export, in the service's own form. An experience's versions stand under `versions`. */
export interface ExportedObject {
  readonly kind: ExportedKind;
  readonly uid: string;
  readonly body: JsonObject;
  /** Where it was read from. */
  readonly place: NodePlace;
}

/** What a person calls the object: its name, or the key of what has none. */
export function titleOf({ body }: Pick<ExportedObject, "body">): string {
  return storedText(body, body["name"] === undefined ? "key" : "name");
}

/** Whether the object is an attribute of the service itself, which every project has. */
export function isPreset({ kind, body }: ExportedObject): boolean {
  return kind === "Attribute" && body["__type"] === "PRESET";
}
