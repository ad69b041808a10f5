import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { storedText } from "../../src/kinds/stored-text.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/model/json.ts";

/** An object of a Personalize project as the service or the store keeps it. */
export interface Stored {
  readonly kind: string;
  readonly uid: string;
  readonly body: JsonObject;
}

/** The objects that an embedded organization keeps. */
export function readStored(file: string): readonly Stored[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare("SELECT kind, uid, body FROM objects").all();
  database.close();
  return rows.map(({ kind, uid, body }) => ({ kind: String(kind), uid: String(uid), body: JSON.parse(String(body)) }));
}

/** The objects of an export, versions with their experience, and without what cannot be made: presets and Lytics audiences. */
export function readExported(personalize: string): readonly Stored[] {
  const read = (file: string): readonly JsonObject[] =>
    JSON.parse(readFileSync(join(personalize, `${file}.json`), "utf8"));
  const objects = Object.keys(fields).flatMap((kind) => {
    const name = `${kind.toLowerCase()}s`;
    return read(`${name}/${name}`).map((body) => ({ kind, uid: storedText(body, "uid"), body }));
  });
  return objects
    .filter(({ body }) => body["__type"] !== "PRESET" && body["source"] === undefined)
    .map(({ kind, uid, body }) => {
      const versions = kind === "Experience" ? { versions: read(`experiences/versions/${uid}`) } : {};
      return { kind, uid, body: { ...body, ...versions } };
    });
}

/**
 * What requests of the Personalize Management API can write, by the object's natural key; every uid is replaced by the
 * natural key of the object it means. Empty descriptions, tags and lists of Lytics audiences mean the same as absent ones,
 * and archived versions cannot be written.
 */
export function writable(objects: readonly Stored[]): Readonly<Record<string, unknown>> {
  const named = new Map(
    objects.map(({ kind, uid, body }) => [
      uid,
      `${kind} ${storedText(body, body["key"] === undefined ? "name" : "key")}`,
    ]),
  );
  const entries = objects.flatMap(({ kind, uid, body }) => {
    const names = fields[kind];
    return names === undefined ? [] : [[named.get(uid) ?? "", fill(body, names)] as const];
  });
  const rename = (key: string, value: unknown): unknown => {
    if (key === "lyticsAudiences" && Array.isArray(value) && value.length === 0) return undefined;
    return typeof value === "string" ? (named.get(value) ?? value) : value;
  };
  return JSON.parse(JSON.stringify(Object.fromEntries(entries), rename));
}

// Typed from the service's documentation, apart from the product's own lists.
const fields: Readonly<Record<string, readonly string[]>> = {
  Attribute: ["name", "key", "description"],
  Event: ["key", "description"],
  Audience: ["name", "description", "definition"],
  Experience: ["name", "description", "__type", "tags", "versions"],
};
const versionFields = ["status", "variants", "variantSplit", "metrics", "targeting"];

function fill(body: JsonObject, names: readonly string[]): JsonObject {
  const defaults: JsonObject = { description: "", tags: [] };
  return Object.fromEntries(
    names.map((name) => [name, name === "versions" ? versionsIn(body) : (body[name] ?? defaults[name])]),
  );
}

function versionsIn({ versions }: JsonObject): Json {
  const list: readonly Json[] = Array.isArray(versions) ? versions : [];
  const current = list.filter((version) => isJsonObject(version)).filter(({ status }) => status !== "ARCHIVED");
  const written = current.map((version) => Object.fromEntries(versionFields.map((name) => [name, version[name]])));
  // The order of versions is not documented.
  return written.toSorted((one, other) => (storedText(one, "status") < storedText(other, "status") ? -1 : 1));
}
