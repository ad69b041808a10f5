import type { Change } from "../../src/model/change.ts";
import { brokenByStep, type OracleSettings } from "./guard-oracle.ts";
import { changed, type Model } from "./model-store.ts";

/** Tries every order of the changes and gives one in which each state keeps the guards, if there is any. */
export function findSafeOrder(
  model: Model,
  changes: readonly Change[],
  settings: OracleSettings & { readonly actor: string },
): readonly Change[] | undefined {
  if (changes.length === 0) return [];
  for (const change of changes) {
    if (!isReady(model, change, changes)) continue;
    const next = changed(model, change, settings.actor);
    if (brokenByStep(model, next, settings).length > 0) continue;
    const rest = findSafeOrder(
      next,
      changes.filter((other) => other !== change),
      settings,
    );
    if (rest !== undefined) return [change, ...rest];
  }
  return undefined;
}

// What is made must not be there yet, anything else must be; the steps of one object keep their order.
function isReady(model: Model, change: Change, left: readonly Change[]): boolean {
  const first = left.find(({ address }) => address === change.address);
  return first === change && model.has(change.address) === (change.action !== "create");
}
