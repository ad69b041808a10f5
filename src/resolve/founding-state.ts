import type { Entity } from "../model/entity.ts";
import { State } from "../model/state.ts";
import type { EntityBuilder } from "./build-states.ts";
import type { DeclaredObject } from "./declared-object.ts";

/**
 * What an empty target is taken to hold: the organization with its declared Owner and nobody else. The Owner is the only
 * person who can act in it, so founding an organization gives nobody a right they could not take anyway.
 */
export function foundingState(objects: readonly DeclaredObject[], entityOf: EntityBuilder): State {
  const organization = objects.find(({ kind }) => kind.name === "Organization");
  const owner = ownerNamed(objects);
  const founder = objects.find(({ kind, declaration }) => kind.name === "Member" && declaration.name === owner);
  if (organization === undefined || owner === undefined || founder === undefined) return new State();
  return new State([
    bare(organization, { owner }, entityOf),
    bare(founder, founder.kind.complete({ email: founder.declaration.spec["email"] }, undefined), entityOf),
  ]);
}

/** Handle of the declared Owner. */
export function ownerNamed(objects: readonly DeclaredObject[]): string | undefined {
  const owner = objects.find(({ kind }) => kind.name === "Organization")?.declaration.spec["owner"];
  return typeof owner === "string" ? owner : undefined;
}

function bare(
  { kind, address, declaration }: DeclaredObject,
  fields: Entity["fields"],
  entityOf: EntityBuilder,
): Entity {
  return entityOf(kind, { address, name: declaration.name, fields, facts: { status: "accepted" } });
}
