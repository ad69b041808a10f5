import type { Scene } from "../endpoint.ts";
import type { Pull, TimelineItem } from "../github-state.ts";
import { accountOf } from "../objects/account-objects.ts";
import { fullNameOf } from "../objects/repository-object.ts";
import type { QueryObject, QueryValues } from "./answer-query.ts";

/** What a query may ask of the state. */
export function queryRoot(scene: Scene): QueryObject {
  const { repository, pulls } = scene.state;
  const fullName = fullNameOf(scene, repository);
  const repositoryNode: QueryObject = {
    __typename: "Repository",
    databaseId: repository.id,
    nameWithOwner: fullName,
    isPrivate: repository.private,
    pullRequest: ({ number }) => {
      const pull = pulls.find((one) => one.number === number);
      return pull === undefined ? null : pullNode(scene, pull);
    },
  };
  return {
    repository: ({ owner, name }) => (`${String(owner)}/${String(name)}` === fullName ? repositoryNode : null),
  };
}

function pullNode(scene: Scene, pull: Pull): QueryObject {
  const setting = pull.autoMerge;
  return {
    __typename: "PullRequest",
    number: pull.number,
    merged: pull.merged !== null,
    mergedAt: pull.merged?.at ?? null,
    headRefOid: pull.head.sha,
    baseRefName: pull.base.ref,
    author: accountNode(scene, pull.author),
    mergedBy: accountNode(scene, pull.merged?.by ?? null),
    autoMergeRequest: setting && {
      __typename: "AutoMergeRequest",
      enabledAt: pull.createdAt,
      mergeMethod: setting.method.toUpperCase(),
      enabledBy: accountNode(scene, setting.enabledBy),
    },
    timelineItems: (values) => timeline(scene, pull, values),
  };
}

function accountNode({ state, web }: Scene, id: number | null): QueryObject | null {
  if (id === null) return null;
  const { login, type } = accountOf(state.users, id);
  // GraphQL gives a bot's login without the `[bot]` that REST puts behind it.
  const name = type === "Bot" ? login.replace(/\[bot\]$/u, "") : login;
  return { __typename: type, databaseId: id, id: `ACCOUNT_${id}`, login: name, url: `${web}/${name}` };
}

function timeline(scene: Scene, { timeline: items }: Pull, values: QueryValues): QueryObject {
  const { first, last, after, itemTypes } = values;
  if ((typeof first === "number") === (typeof last === "number")) {
    throw new Error("GraphQL: You must provide a `first` or `last` value to properly paginate `timelineItems`");
  }
  const asked = Array.isArray(itemTypes) ? items.filter(({ kind }) => itemTypes.includes(enumName(kind))) : items;
  const start = typeof last === "number" ? Math.max(0, asked.length - last) : Number(after ?? 0);
  const end = typeof first === "number" ? Math.min(asked.length, start + first) : asked.length;
  return {
    __typename: "PullRequestTimelineItemsConnection",
    totalCount: items.length,
    filteredCount: asked.length,
    nodes: asked.slice(start, end).map((item) => eventNode(scene, item)),
    pageInfo: {
      __typename: "PageInfo",
      hasNextPage: end < asked.length,
      hasPreviousPage: start > 0,
      startCursor: String(start),
      endCursor: String(end),
    },
  };
}

/** `AddedToMergeQueueEvent` as `ADDED_TO_MERGE_QUEUE_EVENT`. */
function enumName(kind: TimelineItem["kind"]): string {
  return kind.replace(/(?<!^)[A-Z]/gu, "_$&").toUpperCase();
}

function eventNode(scene: Scene, { kind, user, at }: TimelineItem): QueryObject {
  const actor = accountNode(scene, user);
  // These fields are of the type User: a bot cannot stand there.
  const person = actor?.["__typename"] === "User" ? actor : null;
  return { __typename: kind, id: `EVENT_${at}`, createdAt: at, actor, enqueuer: person, enabler: person, reason: null };
}
