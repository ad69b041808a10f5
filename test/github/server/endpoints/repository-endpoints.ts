import { findSha } from "../commit-graph.ts";
import { type Call, type Endpoints, type Reply, found, refused } from "../endpoint.ts";
import { gitHash } from "../objects/commit-objects.ts";
import { repositoryApi, repositoryObject, repositoryPage } from "../objects/repository-object.ts";
import { workflowRunObject } from "../objects/run-objects.ts";

/** The repository, its files and its workflow runs. */
export const repositoryEndpoints: Endpoints = {
  "repos/get": {
    needs: ["metadata:read"],
    answer: (call) => found(repositoryObject(call, call.state.repository)),
  },
  "repos/get-content": { needs: ["contents:read"], answer: contentReply },
  "actions/get-workflow-run": {
    needs: ["actions:read"],
    answer: (call) => {
      const run = call.state.workflowRuns.find(({ id }) => id === call.parameters["run_id"]);
      return found(run && workflowRunObject(call, run));
    },
  },
};

function contentReply(call: Call): Reply {
  const { state, parameters } = call;
  const ref = typeof parameters["ref"] === "string" ? parameters["ref"] : state.repository.defaultBranch;
  const sha = findSha(state, ref);
  if (sha === undefined) return refused(404, `No commit found for the ref ${ref}`);
  const files = state.commits[sha]?.files ?? {};
  const path = String(parameters["path"]);
  const text = files[path];
  if (text !== undefined) return found(fileContent(call, path, text));
  const inside = Object.keys(files).filter((name) => name.startsWith(`${path}/`));
  return found(inside.length > 0 ? folderContent(call, path, inside) : undefined);
}

function fileContent(call: Call, path: string, text: string): object {
  const content = Buffer.from(text).toString("base64").replace(/.{60}/gu, "$&\n");
  return { ...entry(call, path, "file"), encoding: "base64", size: Buffer.byteLength(text), content };
}

function folderContent(call: Call, folder: string, files: readonly string[]): readonly object[] {
  const depth = folder.split("/").length;
  const names = new Set(
    files.map((file) =>
      file
        .split("/")
        .slice(0, depth + 1)
        .join("/"),
    ),
  );
  return [...names].toSorted().map((path) => entry(call, path, files.includes(path) ? "file" : "dir"));
}

function entry(call: Call, path: string, type: "file" | "dir"): object {
  const url = `${repositoryApi(call)}/contents/${path}`;
  const page = `${repositoryPage(call)}/blob/${path}`;
  const addresses = { url, html_url: page, git_url: url, download_url: page };
  const links = { self: url, git: url, html: page };
  return { type, name: path.split("/").at(-1), path, sha: gitHash(path), size: 0, ...addresses, _links: links };
}
