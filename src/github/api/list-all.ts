import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { GitHub } from "./connect.ts";
import { type AnswerObject, readAnswer, readList } from "./read-answer.ts";
import { type Call, sendRequest } from "./send-request.ts";

/** A list that GitHub gives page by page. */
export interface ListCall extends Call {
  /** What tells items apart: a field of each, such as `id`. */
  readonly key: string;
  /** Where the items stand in an answer that also counts them in `total_count`. */
  readonly field?: string;
}

const pageSize = 100;
const mostPages = 100;
const mostReadings = 4;

/**
 * A whole list, proved complete. One page is of one moment. Several pages are not: an item that comes or goes meanwhile
 * moves the others over the edge, so they are read until two readings in a row have the same items once each, as many as
 * GitHub counts. Throws a Failure `github-list-unstable` when that does not happen: could not read is never empty.
 */
export async function listAll(github: GitHub, call: ListCall): Promise<readonly AnswerObject[]> {
  let former: string | undefined;
  for (let reading = 0; reading < mostReadings; reading += 1) {
    // A reading is compared with the one before it.
    // oxlint-disable-next-line no-await-in-loop
    const { items, pages, isSound } = await readPages(github, call);
    if (isSound && pages === 1) return items;
    const keys = keysOf(items, call.key).join("\n");
    if (isSound && keys === former) return items;
    former = isSound ? keys : undefined;
  }
  throw new Failure("github-list-unstable", exitCodes.unreadable, { what: call.what });
}

interface Reading {
  readonly items: readonly AnswerObject[];
  readonly pages: number;
  /** No item twice, and none missing as far as GitHub counts them. */
  readonly isSound: boolean;
}

async function readPages(github: GitHub, call: ListCall): Promise<Reading> {
  const items: AnswerObject[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    // Whether there is another page is known from this one.
    // oxlint-disable-next-line no-await-in-loop
    const { data, link } = await sendRequest(github, {
      ...call,
      parameters: { ...call.parameters, per_page: pageSize, page },
    });
    const found = itemsOf(data, call);
    items.push(...found);
    // A server may give smaller pages than it was asked for; then it links to the next.
    const isLast = !link.includes('rel="next"') && found.length < pageSize;
    if (isLast || found.length === 0) return { items, pages: page, isSound: provesWhole(items, data, call) };
  }
  throw new Failure("github-too-large", exitCodes.unreadable, { what: call.what });
}

function itemsOf(data: unknown, { what, field }: ListCall): readonly AnswerObject[] {
  return field === undefined ? readList(data, what) : readAnswer(data, what).list(field);
}

function provesWhole(items: readonly AnswerObject[], data: unknown, { what, field, key }: ListCall): boolean {
  const isOnce = new Set(keysOf(items, key)).size === items.length;
  const counted = field === undefined ? items.length : readAnswer(data, what).id("total_count");
  return isOnce && counted === items.length;
}

function keysOf(items: readonly AnswerObject[], key: string): readonly string[] {
  return items.map((item) => (key === "sha" ? item.sha(key) : String(item.id(key))));
}
