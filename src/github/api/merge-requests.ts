import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { Account } from "./account.ts";
import type { GitHub } from "./connect.ts";
import { type AnswerObject, malformed, readAnswer } from "./read-answer.ts";
import { isForbidden, requestFailure } from "./request-failure.ts";

/** Who asked GitHub to merge a pull request when it is ready, which only GraphQL tells. */
export interface MergeRequests {
  /** Every time the pull request was put into the merge queue, oldest first. */
  readonly queued: readonly QueueEvent[];
  /** Every time it left the queue, oldest first. */
  readonly unqueued: readonly string[];
  /** Who turned auto-merge on, where it is on. */
  readonly autoMerge: Account | undefined;
}

/** When a pull request was put into the merge queue, and by whom. */
export interface QueueEvent {
  readonly at: string;
  /** Absent where GitHub names no person. */
  readonly account: Account | undefined;
}

const query = `query($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      autoMergeRequest { enabledBy { __typename ... on User { databaseId login } } }
      timelineItems(
        first: 100
        after: $after
        itemTypes: [ADDED_TO_MERGE_QUEUE_EVENT, REMOVED_FROM_MERGE_QUEUE_EVENT]
      ) {
        nodes {
          __typename
          ... on AddedToMergeQueueEvent { createdAt enqueuer { databaseId login } }
          ... on RemovedFromMergeQueueEvent { createdAt }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

const needs = "pull-requests: read";
const mostPages = 20;

/** Reads who asked for a merge. Pages follow a cursor, so nothing is skipped when events are added meanwhile. */
export async function readMergeRequests(github: GitHub, number: number): Promise<MergeRequests> {
  const what = `the merge queue's record of pull request ${number}`;
  const nodes: AnswerObject[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    // The cursor of a page stands in the one before it.
    // oxlint-disable-next-line no-await-in-loop
    const pull = await ask(github, { number, after, what });
    const items = pull.object("timelineItems");
    nodes.push(...items.list("nodes"));
    if (!items.object("pageInfo").flag("hasNextPage")) return { ...eventsIn(nodes), autoMerge: autoMergeIn(pull) };
    after = items.object("pageInfo").text("endCursor");
  }
  throw malformed(what, "it does not end");
}

async function ask(
  github: GitHub,
  { number, after, what }: { readonly number: number; readonly after: string | null; readonly what: string },
): Promise<AnswerObject> {
  const { octokit, graphqlUrl, owner, repo } = github;
  try {
    const variables = { owner, repo, number, after };
    const response: { readonly data: unknown } = await octokit.request({
      method: "POST",
      url: graphqlUrl,
      query,
      variables,
    });
    const answer = readAnswer(response.data, what);
    if (answer.has("errors")) throw errorsFailure(answer, what);
    return answer.object("data").object("repository").object("pullRequest");
  } catch (cause) {
    throw requestFailure(cause, { route: "QUERY", what, needs });
  }
}

// GraphQL refuses with a status of 200, and in words.
function errorsFailure(answer: AnswerObject, what: string): Failure {
  const messages = answer.list("errors").map((error) => error.text("message"));
  if (messages.some(isForbidden)) return new Failure("github-permission", exitCodes.unreadable, { what, needs });
  return malformed(what, "GitHub could not answer all of it");
}

function eventsIn(nodes: readonly AnswerObject[]): Pick<MergeRequests, "queued" | "unqueued"> {
  const named = (type: string): readonly AnswerObject[] => nodes.filter((node) => node.text("__typename") === type);
  return {
    queued: named("AddedToMergeQueueEvent").map((node) => ({
      at: node.text("createdAt"),
      account: node.has("enqueuer") ? personIn(node.object("enqueuer")) : undefined,
    })),
    unqueued: named("RemovedFromMergeQueueEvent").map((node) => node.text("createdAt")),
  };
}

function autoMergeIn(pull: AnswerObject): Account | undefined {
  if (!pull.has("autoMergeRequest") || !pull.object("autoMergeRequest").has("enabledBy")) return undefined;
  const account = pull.object("autoMergeRequest").object("enabledBy");
  return account.text("__typename") === "User" ? personIn(account) : undefined;
}

// What GraphQL calls a User is a person; a bot or an organization has a type of its own.
function personIn(account: AnswerObject): Account {
  return { id: account.id("databaseId"), login: account.text("login"), isPerson: true };
}
