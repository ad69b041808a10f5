import { commitsBetween } from "../commit-graph.ts";
import { type Call, type Endpoint, type Endpoints, type Reply, found, refused } from "../endpoint.ts";
import type { Pull } from "../github-state.ts";
import { commitObject, fileObject } from "../objects/commit-objects.ts";
import { filesOfPull, pullObject, reviewObject } from "../objects/pull-objects.ts";
import { pageOf } from "../paging.ts";

/** Pull requests, their reviews, commits and files. */
export const pullEndpoints: Endpoints = {
  "pulls/get": aboutPull((call, pull) => found(pullObject(call, pull))),
  "pulls/list-reviews": aboutPull((call, pull) => {
    const { reviews, token } = call.state;
    // A review that is not sent yet is seen by its author alone.
    const seen = reviews.filter(({ state, user }) => state !== "PENDING" || user === token.user);
    const own = seen.filter((review) => review.pull === pull.number);
    return pageOf(own, call, (review) => reviewObject(call, review));
  }),
  "pulls/list-commits": aboutPull((call, { base, head }) => {
    const shas = commitsBetween(call.state.commits, base.sha, head.sha);
    return pageOf(shas, call, (sha) => commitObject(call, sha));
  }),
  "pulls/list-files": aboutPull((call, pull) => {
    const after = call.state.commits[pull.head.sha];
    return pageOf(filesOfPull(call, pull), call, (file) => fileObject(after, file));
  }),
};

function aboutPull(answer: (call: Call, pull: Pull) => Reply): Endpoint {
  return {
    needs: ["pull-requests:read"],
    answer: (call) => {
      const pull = call.state.pulls.find(({ number }) => number === call.parameters["pull_number"]);
      return pull === undefined ? refused(404, "Not Found") : answer(call, pull);
    },
  };
}
