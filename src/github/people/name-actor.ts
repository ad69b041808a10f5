import type { Account } from "../api/account.ts";
import type { Part, Who } from "./people-source.ts";

/** Somebody who acted by themselves, as a pusher or sender: a person, or unknown where it is a bot or nobody. */
export function nameActor(account: Account | undefined, as: Part): Who {
  if (account === undefined) return { unknown: { code: "actor-not-named", args: { as } } };
  if (!account.isPerson) return { unknown: { code: "actor-is-bot", args: { as, login: account.login } } };
  return { person: { id: account.id, login: account.login } };
}
