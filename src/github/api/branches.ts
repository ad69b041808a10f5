import type { GitHub } from "./connect.ts";
import { readAnswer, readList } from "./read-answer.ts";
import { sendRequest } from "./send-request.ts";

/** A branch as it is now. */
export interface BranchFacts {
  readonly name: string;
  readonly tip: string;
  readonly isProtected: boolean;
}

/** Reads a branch. It is protected where GitHub says so, or where a rule of a ruleset holds for it. */
export async function readBranch(github: GitHub, name: string): Promise<BranchFacts> {
  const what = `the branch ${name}`;
  const { data } = await sendRequest(github, {
    route: "GET /repos/{owner}/{repo}/branches/{branch}",
    parameters: { branch: name },
    what,
    needs: "contents: read",
  });
  const answer = readAnswer(data, what);
  const isProtected = answer.flag("protected") || (await hasRules(github, name));
  return { name: answer.text("name"), tip: answer.object("commit").sha("sha"), isProtected };
}

async function hasRules(github: GitHub, branch: string): Promise<boolean> {
  const what = `the rules of the branch ${branch}`;
  const { data } = await sendRequest(github, {
    route: "GET /repos/{owner}/{repo}/rules/branches/{branch}",
    parameters: { branch },
    what,
    needs: "metadata: read",
  });
  return readList(data, what).length > 0;
}
