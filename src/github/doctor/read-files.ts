import { Buffer } from "node:buffer";

import type { GitHub } from "../api/connect.ts";
import { ask, fieldOf, type Item, itemsIn, see } from "./ask.ts";
import type { Seen } from "./check.ts";
import { parseWorkflow, type Workflow } from "./parse-workflow.ts";
import type { CodeOwnersFile } from "./setup-facts.ts";

const needs = "contents: read";

/** Reads the workflows of a branch in which Charter runs. */
export function readWorkflows(github: GitHub, branch: string): Promise<Seen<readonly Workflow[]>> {
  return see(needs, async () => {
    const entries = listed(await readPath(github, ".github/workflows", branch));
    const files = entries.map(({ path }) => String(path)).filter((path) => /\.ya?ml$/.test(path));
    const texts = await Promise.all(files.map((file) => readText(github, file, branch)));
    const workflows = files.map((file, at) => parseWorkflow(file, texts[at] ?? ""));
    return workflows
      .filter((found) => found !== undefined)
      .filter(({ jobs }) => jobs.some(({ modes }) => modes.length > 0));
  });
}

/** Reads the file that names code owners: the first of the three places in which GitHub looks. */
export function readCodeOwners(github: GitHub, branch: string): Promise<Seen<CodeOwnersFile | undefined>> {
  return see(needs, async () => {
    for (const file of [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"]) {
      // oxlint-disable-next-line no-await-in-loop -- the next place counts only where this one has no file
      const text = await readText(github, file, branch);
      if (text !== undefined) return { file, text };
    }
    return undefined;
  });
}

// A folder is told as a list, a file as an object.
function listed(folder: unknown): readonly Item[] {
  return itemsIn({ folder }, "folder");
}

async function readText(github: GitHub, file: string, branch: string): Promise<string | undefined> {
  const content = fieldOf(await readPath(github, file, branch), "content");
  return typeof content === "string" ? Buffer.from(content, "base64").toString("utf8") : undefined;
}

// The repository itself was read before, so that this says the path is missing and not hidden.
function readPath(github: GitHub, path: string, branch: string): Promise<unknown> {
  return ask(github, {
    route: "GET /repos/{owner}/{repo}/contents/{+path}",
    parameters: { path, ref: branch },
    what: path,
    needs,
    absent: /not found/i,
  });
}
