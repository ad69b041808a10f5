import type { GitHub } from "./connect.ts";
import { readAnswer } from "./read-answer.ts";
import { sendRequest } from "./send-request.ts";

/** The repository a run belongs to. */
export interface RepositoryFacts {
  readonly id: number;
  readonly fullName: string;
  readonly isPrivate: boolean;
  readonly defaultBranch: string;
  readonly url: string;
}

/** Reads the repository. */
export async function readRepository(github: GitHub): Promise<RepositoryFacts> {
  const what = "the repository";
  const { data } = await sendRequest(github, { route: "GET /repos/{owner}/{repo}", what, needs: "metadata: read" });
  const answer = readAnswer(data, what);
  return {
    id: answer.id("id"),
    fullName: answer.text("full_name"),
    isPrivate: answer.flag("private"),
    defaultBranch: answer.text("default_branch"),
    url: answer.text("html_url"),
  };
}
