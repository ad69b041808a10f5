import type { AnswerObject } from "./read-answer.ts";

/** An account. The number is the identity, for GitHub never gives it to anybody else; the login is for display only. */
export interface Account {
  readonly id: number;
  readonly login: string;
  /** Whether GitHub calls it a User: neither a bot nor an organization. */
  readonly isPerson: boolean;
}

/** The account in a field; undefined where GitHub gives none, as for one that was deleted. */
export function accountIn(answer: AnswerObject, field: string): Account | undefined {
  if (!answer.has(field)) return undefined;
  const account = answer.object(field);
  return { id: account.id("id"), login: account.text("login"), isPerson: account.text("type") === "User" };
}
