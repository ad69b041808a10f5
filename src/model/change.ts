import type { Address } from "./address.ts";
import type { Source } from "./declaration.ts";
import type { Entity } from "./entity.ts";
import type { Json } from "./json.ts";
import type { Product } from "./product.ts";

/** What will be done to an object. */
export type Action = "create" | "update" | "delete";

/** One field that differs: a JSON pointer into the fields, and both values. */
export interface Edit {
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** One difference between declared and live. */
export interface Change {
  readonly address: Address;
  readonly kind: string;
  readonly action: Action;
  /** The live object is given up and a new one takes its place, as when a member's e-mail is edited. */
  readonly replaces: boolean;
  readonly edits: readonly Edit[];
  /** The object as it is live; absent for a create. */
  readonly before: Entity | undefined;
  /** The object as it will be, unmanaged fields included; absent for a delete. */
  readonly after: Entity | undefined;
  /** Where the declaration stands; absent when nothing declares the object. */
  readonly source: Source | undefined;
  readonly requirements: readonly Requirement[];
}

/** One permission that a change needs, and on what. */
export interface Requirement {
  /** The right's name, such as `experience:update`. */
  readonly permission: string;
  /** Handle of the project the right is needed in; absent for the organization. */
  readonly project?: string | undefined;
  /** Product of a project that does not exist yet. */
  readonly product?: Product | undefined;
  /** Handle of the person the change is about, where "only those they added" matters. */
  readonly member?: string | undefined;
  /** Title of the role that is given, where nobody may give more than they hold. */
  readonly grants?: string | undefined;
  /** Handle of the member who created the object, where "only those they created" matters. */
  readonly createdBy?: string | undefined;
}
