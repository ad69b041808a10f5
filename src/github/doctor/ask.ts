import { RequestError } from "octokit";

import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject } from "../../model/json.ts";
import type { GitHub } from "../api/connect.ts";
import { malformed } from "../api/read-answer.ts";
import { type FailedCall, requestFailure } from "../api/request-failure.ts";
import type { Seen } from "./check.ts";

/** A question to GitHub about a repository's set-up. */
export interface Question extends FailedCall {
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** What GitHub says, with 403 or 404, when there is no such thing, rather than no permission to see it. */
  readonly absent?: RegExp;
}

/** An answer; `undefined` where there is no such thing. */
export async function ask(github: GitHub, question: Question): Promise<unknown> {
  const { octokit, owner, repo } = github;
  const { route, parameters, absent } = question;
  try {
    const answer = await octokit.request(route, { owner, repo, ...parameters });
    // A part would look like the whole.
    if (answer.headers.link?.includes('rel="next"') === true) throw tooLong(question);
    return answer.data;
  } catch (cause) {
    if (cause instanceof RequestError && [403, 404].includes(cause.status) && absent?.test(cause.message) === true) {
      return undefined;
    }
    throw requestFailure(cause, question);
  }
}

/** Asks for a list, which may stand in a field of the answer. Whatever is none throws: could not read is never empty. */
export async function askForList(github: GitHub, question: Question, field?: string): Promise<readonly Item[]> {
  const answer = await ask(github, { ...question, parameters: { per_page: 100, ...question.parameters } });
  if (answer === undefined) return [];
  const list = field === undefined || !isObject(answer) ? answer : answer[field];
  if (!Array.isArray(list)) throw malformed(question.what, "it is no list");
  return list.filter(isObject);
}

/** The objects of a list in a field; none where there is no such list. */
export function itemsIn(item: unknown, field: string): readonly Item[] {
  const list = isObject(item) ? item[field] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** An object of an answer, whose fields may be anything. */
export type Item = Readonly<Record<string, unknown>>;

/** What a field holds. */
export function fieldOf(item: unknown, field: string): unknown {
  return isObject(item) ? item[field] : undefined;
}

/** The object in a field, or an empty one. */
export function within(item: unknown, field: string): Item {
  const value = isObject(item) ? item[field] : undefined;
  return isObject(value) ? value : {};
}

/** What an answer shows, or the permission the token lacks for it. Every other failure is thrown. */
export async function see<Value>(needs: string, look: () => Promise<Value>): Promise<Seen<Value>> {
  try {
    return { seen: true, value: await look() };
  } catch (failure) {
    if (failure instanceof Failure && isHidden(failure)) return { seen: false, needs };
    throw failure;
  }
}

function isHidden({ code, args }: Failure): boolean {
  return ["github-permission", "github-hidden"].includes(code) || (code === "github-refused" && args["status"] === 403);
}

function isObject(value: unknown): value is Item {
  return isJsonObject(value);
}

function tooLong({ what }: Question): Failure {
  return new Failure("github-too-large", exitCodes.unreadable, { what });
}
