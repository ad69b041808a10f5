import type { JsonObject } from "../model/json.ts";
import { attributeKind } from "./attribute/index.ts";
import { audienceKind } from "./audience/index.ts";
import { eventKind } from "./event/index.ts";
import { experienceKind } from "./experience/index.ts";
import type { Kind } from "./kind.ts";
import { memberKind } from "./member/index.ts";
import { organizationKind } from "./organization/index.ts";
import { projectKind } from "./project/index.ts";
import { roleKind } from "./role/index.ts";

/** Every kind, each after the kinds that its natural key speaks of. */
export const kinds: readonly Kind[] = [
  register(organizationKind),
  register(memberKind),
  register(projectKind),
  register(roleKind),
  register(attributeKind),
  register(eventKind),
  register(audienceKind),
  register(experienceKind),
];

/** The registry, by name. */
export const kindsByName: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [kind.name, kind]));

// Only specs that the kind's own schema has accepted, or its own decoder has made, ever reach its functions.
function register<Spec extends JsonObject>(kind: Kind<Spec>): Kind {
  return kind as unknown as Kind;
}
