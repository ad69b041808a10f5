import { storedText } from "../kinds/stored-text.ts";
import { type Diagnostic, problem } from "../model/diagnostic.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { TextPlace } from "../model/place.ts";
import { checkShape, placeOf, type Shape, wrongType } from "./check-shape.ts";
import { type ExportedKind, exportedKinds, type ExportedObject, titleOf } from "./exported-object.ts";
import { parseJson } from "./parse-json.ts";
import type { ExportTexts } from "./read-export.ts";

/** The objects of an export, each as the service writes it. */
export interface ParsedExport {
  readonly objects: readonly ExportedObject[];
  /** The files that are not there, by the kind they would hold: the CLI writes none for a kind that has no objects. */
  readonly absentFiles: ReadonlyMap<ExportedKind, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the files of an export. Nothing of an object is taken on trust: what has another shape is a problem with a place. */
export function parseExport({ base, textByFile }: Pick<ExportTexts, "base" | "textByFile">): ParsedExport {
  const files = { base, textByFile };
  const lists = exportedKinds.map((kind) => readKind(kind, files));
  const objects = lists.flatMap((list) => list.objects);
  const absent = lists.filter(({ absentFile }) => absentFile).map(({ kind, file }) => [kind, file] as const);
  const diagnostics = [...lists.flatMap((list) => list.diagnostics), ...checkUids(objects)];
  const hasProject = objects.some(({ kind }) => kind === "Project");
  const nowhere = hasProject || diagnostics.length > 0 ? [] : lists.slice(0, 1).map(projectMissing);
  return { objects, absentFiles: new Map(absent), diagnostics: [...nowhere, ...diagnostics] };
}

function projectMissing({ file, absentFile }: KindList): Diagnostic {
  return problem(absentFile ? "export-file-missing" : "export-without-project", startOf(file));
}

// Fields that manifests are made from. Source: Personalize Management API, sample responses of each module.
const described = { name: "string", description: "string" } as const;
const shapes: Readonly<Record<ExportedKind, Shape>> = {
  Project: { fields: { ...described, connectedStackApiKey: "string" }, required: ["uid", "name"] },
  Attribute: { fields: { ...described, key: "string", __type: "string" }, required: ["uid", "name"] },
  Event: { fields: { key: "string", description: "string" }, required: ["uid", "key"] },
  Audience: { fields: { ...described, definition: "mapping", source: "string" }, required: ["uid", "name"] },
  Experience: {
    fields: { ...described, __type: "string", status: "string", priority: "number" },
    required: ["uid", "name", "__type"],
  },
};
const versionShape: Shape = {
  fields: { status: "string", variants: "list of mappings", metrics: "list of mappings", targeting: "mapping" },
  required: ["status"],
};

type Files = Pick<ExportTexts, "base" | "textByFile">;

interface KindList {
  readonly kind: ExportedKind;
  readonly file: string;
  readonly absentFile: boolean;
  readonly objects: readonly ExportedObject[];
  readonly diagnostics: readonly Diagnostic[];
}

function readKind(kind: ExportedKind, files: Files): KindList {
  const folder = `${kind.toLowerCase()}s`;
  const file = `${files.base}${folder}/${folder}.json`;
  const { bodies, diagnostics } = readList(file, shapes[kind], files);
  const read = bodies.map(({ body, at }) => readObject(kind, { body, file, at }, files));
  return {
    kind,
    file,
    absentFile: !files.textByFile.has(file),
    objects: read.map(({ object }) => object),
    diagnostics: [...diagnostics, ...read.flatMap((one) => one.diagnostics)],
  };
}

// Ten times what the service keeps of anything.
const mostItems = 10_000;

interface BodyList {
  readonly bodies: readonly { readonly body: JsonObject; readonly at: number }[];
  readonly diagnostics: readonly Diagnostic[];
}

function readList(file: string, shape: Shape, { textByFile }: Files): BodyList {
  const text = textByFile.get(file);
  if (text === undefined) return { bodies: [], diagnostics: [] };
  const parsed = parseJson(file, text);
  if ("problem" in parsed) return { bodies: [], diagnostics: [parsed.problem] };
  const root = placeOf(file, []);
  if (!Array.isArray(parsed.value)) return { bodies: [], diagnostics: [wrongType(parsed.value, "list", root)] };
  const items: readonly Json[] = parsed.value;
  const tooMany = problem("max-items", root, { field: file, most: mostItems });
  if (items.length > mostItems) return { bodies: [], diagnostics: [tooMany] };
  const diagnostics = items.flatMap((item, at) => {
    const place = placeOf(file, [at]);
    return isJsonObject(item) ? checkShape(item, shape, place) : [wrongType(item, "mapping", place)];
  });
  return { bodies: items.flatMap((body, at) => (isJsonObject(body) ? [{ body, at }] : [])), diagnostics };
}

interface Read {
  readonly object: ExportedObject;
  readonly diagnostics: readonly Diagnostic[];
}

function readObject(kind: ExportedKind, { body, file, at }: Found, files: Files): Read {
  const uid = storedText(body, "uid");
  const object: ExportedObject = { kind, uid, body, place: placeOf(file, [at]) };
  return kind === "Experience" ? readVersions(object, files) : { object, diagnostics: [] };
}

interface Found {
  readonly body: JsonObject;
  readonly file: string;
  readonly at: number;
}

function readVersions(experience: ExportedObject, files: Files): Read {
  const file = `${files.base}experiences/versions/${experience.uid}.json`;
  const { bodies, diagnostics } = readList(file, versionShape, files);
  const versions = bodies.map(({ body }) => body);
  const status = storedText(experience.body, "status");
  const isShown = status === "ACTIVE" || status === "PAUSED";
  const isWhole = !isShown || diagnostics.length > 0 || versions.some((version) => version["status"] === status);
  const missing = problem("export-version-missing", startOf(file), { title: titleOf(experience), status });
  return {
    object: { ...experience, body: { ...experience.body, versions } },
    diagnostics: isWhole ? diagnostics : [missing],
  };
}

function checkUids(objects: readonly ExportedObject[]): readonly Diagnostic[] {
  const first = new Map<string, ExportedObject>();
  return objects.flatMap((object): readonly Diagnostic[] => {
    const { kind, uid, place } = object;
    const there = { ...place, path: [...place.path, "uid"] };
    // An object without a uid was found before.
    if (uid !== "" && !/^[A-Za-z0-9_-]{1,64}$/.test(uid)) return [problem("export-uid", there, { uid })];
    const earlier = first.get(`${kind} ${uid}`);
    if (earlier === undefined) first.set(`${kind} ${uid}`, object);
    if (uid === "" || earlier === undefined) return [];
    return [{ ...problem("export-same-uid", there, { uid }), related: [earlier.place] }];
  });
}

function startOf(file: string): TextPlace {
  return { file, start: 0, end: 0 };
}
