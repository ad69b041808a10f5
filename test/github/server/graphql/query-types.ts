/** A field: its type, where that is an object, and the arguments it takes (`!` marks one that must be given). */
export interface QueryField {
  readonly type?: string;
  readonly values?: readonly string[];
}

const ACCOUNT = { login: {}, url: {}, databaseId: {}, id: {} };
const EVENT = { id: {}, createdAt: {}, actor: { type: "Actor" } };

/**
 * The part of GitHub's GraphQL schema that tells who let a pull request be merged, after the reference of objects on
 * docs.github.com. An `Actor` is an interface without `databaseId`: that is asked of a `User` or a `Bot`.
 */
export const queryTypes: Readonly<Record<string, Readonly<Record<string, QueryField>>>> = {
  Query: { repository: { type: "Repository", values: ["owner!", "name!", "followRenames"] } },
  Repository: {
    databaseId: {},
    nameWithOwner: {},
    isPrivate: {},
    pullRequest: { type: "PullRequest", values: ["number!"] },
  },
  PullRequest: {
    number: {},
    merged: {},
    mergedAt: {},
    headRefOid: {},
    baseRefName: {},
    author: { type: "Actor" },
    mergedBy: { type: "Actor" },
    autoMergeRequest: { type: "AutoMergeRequest" },
    timelineItems: {
      type: "PullRequestTimelineItemsConnection",
      values: ["first", "last", "after", "before", "itemTypes", "since", "skip"],
    },
  },
  AutoMergeRequest: { enabledAt: {}, mergeMethod: {}, enabledBy: { type: "Actor" } },
  PullRequestTimelineItemsConnection: {
    totalCount: {},
    filteredCount: {},
    nodes: { type: "PullRequestTimelineItems" },
    pageInfo: { type: "PageInfo" },
  },
  PageInfo: { hasNextPage: {}, hasPreviousPage: {}, startCursor: {}, endCursor: {} },
  PullRequestTimelineItems: {},
  AddedToMergeQueueEvent: { ...EVENT, enqueuer: { type: "User" } },
  RemovedFromMergeQueueEvent: { ...EVENT, enqueuer: { type: "User" }, reason: {} },
  AutoMergeEnabledEvent: { ...EVENT, enabler: { type: "User" } },
  MergedEvent: EVENT,
  Actor: { login: {}, url: {} },
  User: ACCOUNT,
  Bot: ACCOUNT,
  Organization: ACCOUNT,
};
