import type { Change, Edit } from "../model/change.ts";
import { textOf } from "../model/json.ts";
import type { Product } from "../model/product.ts";
import { textsIn } from "../roles/holdings.ts";
import { includesShipped } from "../roles/shipped-roles.ts";
import { itemsMissing } from "./items-missing.ts";

/**
 * When a change would like to come, before dependencies have their say: what gives rights before what takes them, people
 * out of a project before content into it, deletions late, and whatever touches the actor last.
 */
export function phaseOf(change: Change, actor: string | undefined): number {
  if (touchesActor(change, actor)) return phases.actor;
  if (change.kind === "Organization") return phases.organization;
  if (change.kind === "Member") return takesFromMember(change) ? phases.revoke : phases.grant;
  if (change.kind === "Project" || change.kind === "Role") return phaseOfPlace(change);
  return change.action === "delete" ? phases.removeContent : phases.content;
}

// Ordering a project's experiences is work on its content; everything else about it comes before that.
function phaseOfPlace({ action, edits }: Change): number {
  if (action === "delete") return phases.removePlace;
  const ordersContent = action === "update" && edits.every(({ path }) => path === "/experiencePriority");
  return ordersContent ? phases.content : phases.place;
}

/** The same, but content goes before new content comes: for projects that are full. */
export function clearingPhaseOf(change: Change, actor: string | undefined): number {
  const phase = phaseOf(change, actor);
  return phase === phases.removeContent || phase === phases.removePlace ? phases.organization : phase;
}

const phases = {
  organization: 0,
  grant: 1,
  place: 2,
  revoke: 3,
  content: 4,
  removeContent: 5,
  removePlace: 6,
  actor: 7,
};

function takesFromMember(change: Change): boolean {
  if (change.action === "delete" || change.replaces) return true;
  return change.edits.some((edit) => takesRole(edit));
}

// Admin in the place of Member takes nothing: whoever holds the one may do what the other may.
function takesRole({ path, before, after }: Edit): boolean {
  const product = path === "/administrationRoles" ? "administration" : path.slice("/productRoles/".length);
  // Whatever else an edit is about gives no role that could include another.
  const scope = { product: product as Product, level: "product" } as const;
  const kept = textsIn(after);
  return itemsMissing(before, after).some((gone) => !kept.some((title) => includesShipped(scope, title, textOf(gone))));
}

function touchesActor({ action, address, edits }: Change, actor: string | undefined): boolean {
  if (actor === undefined || action === "create") return false;
  return address === `Member/${actor}` || edits.some(({ path }) => path === `/members/${actor}`);
}
