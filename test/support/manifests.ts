import type { ManifestDocument } from "../../src/model/declaration.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/model/json.ts";

/** One manifest document as a test writes it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: JsonObject & { readonly name: string; readonly project?: string };
  readonly spec: JsonObject;
}

type Metadata = Readonly<{ uid?: string; previously?: readonly string[] }>;

/** The organization, owned by ada unless the spec says otherwise. */
export function organization(spec: JsonObject = {}, name = "acme"): Manifest {
  return manifest("Organization", { name }, { title: "Acme", owner: "ada", ...spec });
}

/** A person whose address is their handle's. */
export function member(name: string, spec: JsonObject = {}, metadata: Metadata = {}): Manifest {
  return manifest("Member", { name, ...metadata }, { email: emailOf(name), ...spec });
}

/** The address of a person made with `member`. */
export function emailOf(name: string): string {
  return `${name}@acme.test`;
}

export function role(name: string, spec: JsonObject, metadata: Metadata = {}): Manifest {
  return manifest("Role", { name, ...metadata }, { title: titleOf(name), ...spec });
}

export function project(name: string, spec: JsonObject = {}, metadata: Metadata = {}): Manifest {
  return manifest("Project", { name, ...metadata }, { product: "personalize", title: titleOf(name), ...spec });
}

/** A project's list of people, from handles to titles of roles. */
export function seats(people: Readonly<Record<string, readonly string[]>>): readonly JsonObject[] {
  return Object.entries(people).map(([name, roles]) => ({ member: name, roles }));
}

export function attribute(inProject: string, name: string, spec: JsonObject = {}, metadata: Metadata = {}): Manifest {
  return resource("Attribute", { name, project: inProject, ...metadata }, { title: titleOf(name), key: name, ...spec });
}

export function event(inProject: string, name: string, spec: JsonObject = {}, metadata: Metadata = {}): Manifest {
  return resource("Event", { name, project: inProject, ...metadata }, { key: name, ...spec });
}

export function audience(inProject: string, name: string, spec: JsonObject = {}, metadata: Metadata = {}): Manifest {
  const when = { all: [{ attribute: "COUNTRY", equals: "CA" }] };
  return resource("Audience", { name, project: inProject, ...metadata }, { title: titleOf(name), when, ...spec });
}

export function experience(inProject: string, name: string, spec: JsonObject = {}, metadata: Metadata = {}): Manifest {
  return resource(
    "Experience",
    { name, project: inProject, ...metadata },
    { title: titleOf(name), type: "segmented", ...spec },
  );
}

/** The manifest with other fields in its spec. */
export function withSpec(one: Manifest, spec: JsonObject): Manifest {
  return { ...one, spec: { ...one.spec, ...spec } };
}

/** The manifests with each of the given ones in the place of its namesake, or at the end. */
export function replacing(manifests: readonly Manifest[], ...others: readonly Manifest[]): readonly Manifest[] {
  const changed = new Map(others.map((other) => [identityOf(other), other]));
  const kept = manifests.map((one) => changed.get(identityOf(one)) ?? one);
  const known = new Set(manifests.map(identityOf));
  return [...kept, ...others.filter((other) => !known.has(identityOf(other)))];
}

/** The manifests without those of the given addresses. */
export function without(manifests: readonly Manifest[], ...addresses: readonly string[]): readonly Manifest[] {
  return manifests.filter((one) => !addresses.includes(identityOf(one)));
}

/** The address a manifest's object has in plans. */
export function identityOf({ kind, metadata }: Manifest): string {
  return [kind, metadata.project, metadata.name].filter((part) => part !== undefined).join("/");
}

/** Manifests as documents of one file each, so that their places do not depend on the order they are given in. */
export function documentsOf(manifests: readonly unknown[]): readonly ManifestDocument[] {
  return manifests.map((value, index) => ({
    file: fileOf(value, index),
    document: 0,
    value: value as Json,
    line: 1,
    column: 1,
  }));
}

function fileOf(value: unknown, index: number): string {
  if (!isJsonObject(value) || typeof value["kind"] !== "string" || !isJsonObject(value["metadata"])) {
    return `${index}.yaml`;
  }
  const { name, project: place } = value["metadata"];
  const isNamed = typeof name === "string" && (place === undefined || typeof place === "string");
  return isNamed ? `${identityOf(value as unknown as Manifest)}.yaml` : `${index}.yaml`;
}

function resource(kind: string, metadata: Manifest["metadata"], spec: JsonObject): Manifest {
  return manifest(kind, metadata, spec);
}

function manifest(kind: string, metadata: Manifest["metadata"], spec: JsonObject): Manifest {
  return { apiVersion: "charter/v1", kind, metadata, spec };
}

function titleOf(name: string): string {
  return name
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
