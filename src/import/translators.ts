import { attributeKind } from "../kinds/attribute/index.ts";
import { audienceKind } from "../kinds/audience/index.ts";
import { eventKind } from "../kinds/event/index.ts";
import { experienceKind } from "../kinds/experience/index.ts";
import type { ExperienceSpec } from "../kinds/experience/schema.ts";
import type { Kind, MapReference } from "../kinds/kind.ts";
import { storedText } from "../kinds/stored-text.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { ExportedKind } from "./exported-object.ts";
import { lostFields } from "./lost-fields.ts";
import { lostInExperience } from "./lost-in-experience.ts";
import { leftOut, type Remark } from "./remark.ts";
import { otherVersions, translateExperience } from "./translate-experience.ts";

/** How the exported objects of one kind become declarations. */
export interface Translator {
  readonly kind: ResourceKind;
  /** What to name the object after, the best text first. */
  readonly texts: (body: JsonObject) => readonly string[];
  /** Why an object is left out whatever it refers to. */
  readonly refuse?: (body: JsonObject, title: string) => Remark | undefined;
  /** The spec to declare; its references are still uids. */
  readonly toSpec: (body: JsonObject) => JsonObject;
  readonly mapReferences: (spec: JsonObject, map: MapReference) => JsonObject;
  /** Fields of the body that the spec does not keep. */
  readonly lost: (body: JsonObject) => readonly string[];
  /** What else is not in the spec. */
  readonly remarks?: (body: JsonObject, title: string) => readonly Remark[];
}

/** A kind whose objects belong to a project. */
export type ResourceKind = Exclude<ExportedKind, "Project">;

/** Every kind of a project's objects, each after the kinds it refers to. */
export const translators: readonly Translator[] = [
  {
    ...viaWire(attributeKind),
    kind: "Attribute",
    texts: (body) => [storedText(body, "name"), storedText(body, "key")],
  },
  { ...viaWire(eventKind), kind: "Event", texts: (body) => [storedText(body, "key")] },
  { ...viaWire(audienceKind), kind: "Audience", texts: (body) => [storedText(body, "name")], refuse: refuseLytics },
  {
    kind: "Experience",
    texts: (body) => [storedText(body, "name")],
    refuse: refuseExperience,
    toSpec: translateExperience,
    // The spec comes from `toSpec`.
    mapReferences: (spec, map) => experienceKind.mapReferences(spec as ExperienceSpec, map),
    lost: lostInExperience,
    remarks: describeOtherVersions,
  },
];

function viaWire<Spec extends JsonObject>({
  name,
  wire,
  mapReferences,
}: Kind<Spec>): Pick<Translator, "toSpec" | "mapReferences" | "lost"> {
  if (wire === undefined) throw new Error(`${name} has no wire form`);
  return {
    toSpec: (body) => withoutEmptyDescription(wire.decode(body)),
    // The spec comes from `decode`.
    mapReferences: (spec, map) => mapReferences(spec as Spec, map),
    lost: (body) =>
      lostFields(
        body,
        wire.encode(wire.decode(body), undefined, () => ""),
      ),
  };
}

// An empty description is what a new object has.
function withoutEmptyDescription({ description, ...spec }: JsonObject): JsonObject {
  const { when, ...first } = spec;
  return { ...first, ...(description !== "" && { description }), ...(when !== undefined && { when }) };
}

// Audiences synced from Lytics cannot be made anywhere else. Source: Personalize Management API, "Audiences".
function refuseLytics(body: JsonObject, title: string): Remark | undefined {
  const isSynced = storedText(body, "source").toUpperCase() === "LYTICS";
  return isSynced ? leftOut("lytics-audience", { title }) : undefined;
}

// Without those audiences a variant would be shown to other people than before.
function refuseExperience(body: JsonObject, title: string): Remark | undefined {
  const type = storedText(body, "__type");
  if (type !== "SEGMENTED" && type !== "AB_TEST") return leftOut("unknown-type", { title, type });
  const variants = listOf(body["versions"])
    .filter(isCurrent)
    .flatMap((version) => listOf(version["variants"]));
  const isSynced = variants.some(({ lyticsAudiences }) => Array.isArray(lyticsAudiences) && lyticsAudiences.length > 0);
  return isSynced ? leftOut("lytics-experience", { title }) : undefined;
}

function isCurrent({ status }: JsonObject): boolean {
  return status !== "ARCHIVED";
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((item: Json) => isJsonObject(item)) : [];
}

function describeOtherVersions(body: JsonObject, title: string): readonly Remark[] {
  const others = [...Map.groupBy(otherVersions(body), (status) => status)];
  if (others.length === 0) return [];
  return [leftOut("other-versions", { title, versions: others.map(([status, { length }]) => `${length} ${status}`) })];
}
