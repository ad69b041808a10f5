import type { Reference } from "../kinds/kind.ts";
import { type Diagnostic, problem } from "../model/diagnostic.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { type ExportedObject, isPreset, titleOf } from "./exported-object.ts";
import { nameHandles } from "./name-handles.ts";
import type { ParsedExport } from "./parse-export.ts";
import { caution, leftOut, type Remark } from "./remark.ts";
import { type ResourceKind, type Translator, translators } from "./translators.ts";

/** One object of a project as it will be declared. */
export interface Resource {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly spec: JsonObject;
  readonly origin: ExportedObject;
}

/** The objects of one project. */
export interface TranslatedResources {
  readonly resources: readonly Resource[];
  readonly remarks: readonly Remark[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Translates the objects of one project. An object that refers to something that is left out is left out too: without it,
 * it would mean something else. A whole file that is missing although something in it is meant is an error.
 */
export function translateResources(
  objects: readonly ExportedObject[],
  { absentFiles }: Pick<ParsedExport, "absentFiles">,
): TranslatedResources {
  const steps: Steps = { byUid: new Map(), resources: [], remarks: [], diagnostics: [], absentFiles };
  const byKind = Map.groupBy(objects, ({ kind }) => kind);
  for (const translator of translators) translateKind(byKind.get(translator.kind) ?? [], translator, steps);
  return { resources: steps.resources, remarks: steps.remarks, diagnostics: steps.diagnostics };
}

/** What is known after the kinds that were translated so far. */
interface Steps extends Pick<ParsedExport, "absentFiles"> {
  /** By kind and uid: the handle of what was kept, and the title of what was not. */
  readonly byUid: Map<string, { readonly handle?: string; readonly title: string }>;
  readonly resources: Resource[];
  readonly remarks: Remark[];
  readonly diagnostics: Diagnostic[];
}

function translateKind(objects: readonly ExportedObject[], translator: Translator, steps: Steps): void {
  const own = objects.filter((object) => !isPreset(object));
  const presets = objects.length - own.length;
  if (presets > 0) steps.remarks.push(leftOut("preset-attributes", { count: presets }));
  const kept = own.filter((origin) => mayStay(origin, translator, steps));
  const handles = nameHandles(
    kept.map(({ uid, body }) => ({ uid, texts: translator.texts(body) })),
    translator.kind.toLowerCase(),
  );
  for (const origin of kept) {
    const name = handles.get(origin.uid) ?? "";
    const spec = translator.mapReferences(
      translator.toSpec(origin.body),
      (reference) => handleOf(reference, steps) ?? "",
    );
    steps.byUid.set(keyOf(translator.kind, origin.uid), { handle: name, title: titleOf(origin) });
    steps.resources.push({ kind: translator.kind, name, spec, origin });
  }
  const found = [...kept.flatMap((origin) => remarksAbout(origin, translator, steps)), ...lostFrom(kept, translator)];
  for (const remark of found) steps.remarks.push(remark);
}

function mayStay(origin: ExportedObject, translator: Translator, steps: Steps): boolean {
  const reason = translator.refuse?.(origin.body, titleOf(origin)) ?? missingReference(origin, translator, steps);
  if (reason === undefined) return true;
  steps.remarks.push(reason);
  steps.byUid.set(keyOf(origin.kind, origin.uid), { title: titleOf(origin) });
  return false;
}

function missingReference(origin: ExportedObject, translator: Translator, steps: Steps): Remark | undefined {
  const missing: Reference[] = [];
  translator.mapReferences(translator.toSpec(origin.body), (reference) => {
    if (handleOf(reference, steps) === undefined) missing.push(reference);
    return reference.name;
  });
  const [reference] = missing;
  if (reference === undefined) return undefined;
  noteAbsentFile(reference, steps);
  const other = steps.byUid.get(keyOf(reference.kind, reference.name));
  const about = { kind: origin.kind.toLowerCase(), title: titleOf(origin), otherKind: reference.kind.toLowerCase() };
  if (other === undefined) return leftOut("refers-to-absent", { ...about, uid: reference.name });
  return leftOut("refers-to-left-out", { ...about, other: other.title });
}

// The CLI writes no file for a kind without objects, so a missing one is a mistake only when something in it is meant.
function noteAbsentFile({ kind }: Reference, { absentFiles, diagnostics }: Steps): void {
  for (const [absent, file] of absentFiles) {
    const isKnown = diagnostics.some(({ place }) => place?.file === file);
    if (absent === kind && !isKnown) diagnostics.push(problem("export-file-missing", { file, start: 0, end: 0 }, {}));
  }
}

function handleOf({ kind, name }: Reference, { byUid }: Steps): string | undefined {
  return byUid.get(keyOf(kind, name))?.handle;
}

function keyOf(kind: string, uid: string): string {
  return `${kind}/${uid}`;
}

function remarksAbout(
  origin: ExportedObject,
  { kind, toSpec, remarks }: Translator,
  { byUid }: Steps,
): readonly Remark[] {
  const title = titleOf(origin);
  const found = remarks?.(origin.body, title) ?? [];
  const isOfExport = (text: string): boolean =>
    ["Attribute", "Event", "Audience"].some((other) => byUid.has(keyOf(other, text)));
  const holdsUids = textsInRaw(toSpec(origin.body), false).some(isOfExport);
  return holdsUids ? [...found, caution("raw-uids", { kind: kind.toLowerCase(), title })] : found;
}

function textsInRaw(value: Json | undefined, inRaw: boolean): readonly string[] {
  if (typeof value === "string") return inRaw ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item: Json) => textsInRaw(item, inRaw));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => textsInRaw(item, inRaw || key === "raw"));
}

// One remark for a field, however many objects have it.
function lostFrom(kept: readonly ExportedObject[], { kind, lost }: Translator): readonly Remark[] {
  const fields = kept.flatMap((origin) => lost(origin.body).map((field) => ({ field, title: titleOf(origin) })));
  return [...Map.groupBy(fields, ({ field }) => field)].map(([field, [first, ...others]]) => {
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    return leftOut("field", { kind: kind.toLowerCase(), field, title: first?.title, more });
  });
}
