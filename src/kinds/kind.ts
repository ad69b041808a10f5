import type { JSONSchema } from "json-schema-to-ts";

import type { Change, Requirement } from "../model/change.ts";
import type { MessageArguments, Severity } from "../model/diagnostic.ts";
import type { Facts } from "../model/entity.ts";
import type { JsonObject } from "../model/json.ts";
import type { Path } from "../model/place.ts";
import type { Level, Product } from "../model/product.ts";

/**
 * Everything Charter knows about one kind of object. Adding a kind is one folder with one of these, and one line in
 * `index.ts`; no stage names a kind.
 */
export interface Kind<Spec extends JsonObject = JsonObject> {
  /** As written after `kind:`. */
  readonly name: string;
  /** How several are called in a sentence: `audiences`. */
  readonly plural: string;
  /** Resources of a project carry `metadata.project`; objects of the organization do not. */
  readonly scope: "organization" | "project";
  /** Draft-07 schema of `spec`, with a title and a description on every property. */
  readonly schema: JSONSchema;
  /** How each field is compared. A field that is not listed is never compared. */
  readonly fields: { readonly [Field in keyof Spec]-?: FieldRule };
  /** The text by which a live object is found when nothing pins it: comparable as it is, such as a lower-case e-mail. */
  readonly key: (spec: Spec) => string;
  /** The key an object had under a former title, key or e-mail (`metadata.previously`). */
  readonly formerKey: (spec: Spec, former: string) => string;
  /** What the object will hold: the declared fields over the live ones, defaults for a new one. */
  readonly complete: (declared: Spec, live: Spec | undefined) => Spec;
  /** Fields that may follow in a second step, when what they refer to can only be made after the object itself. */
  readonly deferrable?: readonly (keyof Spec & string)[];
  /** Rewrites every reference in a spec; the one place that knows where references stand. Returns a new spec. */
  readonly mapReferences: (spec: Spec, map: MapReference) => Spec;
  /** Every permission that a change needs. */
  readonly requirements: (change: BareChange) => readonly Requirement[];
  /** Rules of meaning that a schema cannot say, checked offline and without other objects. */
  readonly checkMeaning?: (spec: Spec, name: string) => readonly MeaningProblem[];
  /** Rules of meaning between the objects of this kind, checked offline. */
  readonly checkTogether?: (
    objects: readonly NamedSpec<Spec>[],
    organization: JsonObject | undefined,
  ) => readonly SharedProblem[];
  /** Steps from the live object to the next that the service does not take. */
  readonly checkStep?: (live: Spec | undefined, next: Spec) => readonly MeaningProblem[];
  /** What making an object gives to the person who makes it. */
  readonly madeBy?: (spec: Spec, actor: string) => { readonly spec: Spec; readonly facts: Facts };
  /** The form the service itself stores, where it differs from the manifest's. */
  readonly wire?: Wire<Spec>;
}

/** A declared object as `checkTogether` sees it. */
export interface NamedSpec<Spec> {
  readonly name: string;
  readonly project?: string | undefined;
  readonly spec: Spec;
}

/** A problem of one object that another one takes part in. Both are positions in the given list. */
export interface SharedProblem {
  readonly problem: MeaningProblem;
  readonly at: number;
  readonly with?: number;
}

/** A change before its permissions are known. */
export type BareChange = Omit<Change, "requirements">;

/** How one field is compared and shown. */
export interface FieldRule {
  /**
   * `value`: as a whole. `set`: a list whose order means nothing. `entries`: an object or a list of objects compared
   * entry by entry, `key` naming the property that identifies a list's entry.
   */
  readonly compare: "value" | "set" | "entries";
  readonly key?: string;
  /** A new value means a new object in the old one's place, such as another person in a seat. */
  readonly replaces?: true;
  /** Cannot change after the object was created. */
  readonly immutable?: true;
  /** Used when the object is created and never read back. */
  readonly writeOnly?: true;
}

/** One mention of another object inside a spec. */
export interface Reference {
  /** Kind of the object that is meant. */
  readonly kind: string;
  /** A handle in declared state, a uid at the target; for a role its title, or a custom role's uid at the target. */
  readonly name: string;
  /** Handle of the project the object belongs to, where the mention names it; otherwise the mentioning object's own. */
  readonly project?: string | undefined;
  readonly path: Path;
  /** Says where the object is meant to be found, not that it must exist first: such a reference orders nothing. */
  readonly later?: true;
  /** The product the project that is meant must belong to. */
  readonly product?: Product;
  /** For a role: where the title is looked up. */
  readonly role?: RoleScope;
}

/** The set of titles a role belongs to. `project` level means the project that mentions it. */
export interface RoleScope {
  readonly product: Product;
  readonly level: Level;
}

/** Gives the new name of a reference. */
export type MapReference = (reference: Reference) => string;

/** A problem of meaning, placed inside the spec. */
export interface MeaningProblem {
  readonly code: string;
  readonly args: MessageArguments;
  /** Way from the spec, not from the document. */
  readonly path: Path;
  readonly part?: "key" | "value";
  /** An error unless it says otherwise. */
  readonly severity?: Severity;
}

/** Translation to and from the service's own JSON. References inside are uids on both sides. */
export interface Wire<Spec extends JsonObject> {
  /**
   * The body to store. `previous` is the stored body of an existing object: whatever the manifest cannot say (former
   * versions, variant identities, unknown fields) is carried over from it. `newUid` gives a fresh 24-digit hex uid.
   */
  readonly encode: (spec: Spec, previous: JsonObject | undefined, newUid: () => string) => JsonObject;
  /** The manifest's view of a stored body. */
  readonly decode: (body: JsonObject) => Spec;
}
