import type { GitHub } from "./connect.ts";
import { listAll } from "./list-all.ts";
import { type AnswerObject, readAnswer } from "./read-answer.ts";
import { sendRequest } from "./send-request.ts";

/** A check run on a commit. */
export interface CheckFacts {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  readonly status: string;
  readonly conclusion: string | undefined;
  /** What whoever made it wrote there. */
  readonly externalId: string;
  /** The number of the GitHub App that made it: our own, for a check run that was just created. */
  readonly appId: number | undefined;
  readonly url: string;
  /** The details that were written into it; data, unless it is known who wrote them. */
  readonly text: string;
}

/** A remark on a line of a file. */
export interface CheckAnnotation {
  readonly path: string;
  readonly line: number;
  readonly columns?: { readonly start: number; readonly end: number } | undefined;
  readonly level: "warning" | "failure";
  readonly title: string;
  readonly message: string;
}

/** What a check run says. */
export interface CheckContent {
  readonly status: "queued" | "in_progress" | "completed";
  readonly conclusion?: "success" | "failure" | "neutral" | "cancelled" | "skipped" | "action_required";
  readonly externalId?: string;
  readonly detailsUrl?: string;
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
  /** Added to those that are there; at most 50 at once. */
  readonly annotations?: readonly CheckAnnotation[];
}

/** A check run to be made. */
export interface NewCheck {
  readonly name: string;
  readonly headSha: string;
  readonly content: CheckContent;
}

/** The check runs of a name on a commit, by whichever App. */
export async function listChecks(
  github: GitHub,
  { headSha, name }: { readonly headSha: string; readonly name: string },
): Promise<readonly CheckFacts[]> {
  const items = await listAll(github, {
    route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
    parameters: { ref: headSha, check_name: name, filter: "all" },
    what: `the checks of commit ${headSha}`,
    needs: "checks: read",
    key: "id",
    field: "check_runs",
  });
  return items.map(checkIn);
}

/** Makes a check run, once: a lost answer ends in a Failure `github-unknown-outcome`. */
export async function createCheck(github: GitHub, { name, headSha, content }: NewCheck): Promise<CheckFacts> {
  const what = `a check of commit ${headSha}`;
  const { data } = await sendRequest(github, {
    route: "POST /repos/{owner}/{repo}/check-runs",
    parameters: { name, head_sha: headSha, ...bodyOf(content) },
    what,
    needs: "checks: write",
  });
  return checkIn(readAnswer(data, what));
}

/** Replaces what a check run says; doing it twice does no harm. */
export async function updateCheck(
  github: GitHub,
  { id, content }: { readonly id: number; readonly content: CheckContent },
): Promise<CheckFacts> {
  const what = `the check ${id}`;
  const { data } = await sendRequest(github, {
    route: "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
    parameters: { check_run_id: id, ...bodyOf(content) },
    what,
    needs: "checks: write",
  });
  return checkIn(readAnswer(data, what));
}

function bodyOf(content: CheckContent): object {
  const { status, conclusion, externalId, detailsUrl, title, summary, text, annotations = [] } = content;
  return {
    status,
    ...(conclusion !== undefined && { conclusion }),
    ...(externalId !== undefined && { external_id: externalId }),
    ...(detailsUrl !== undefined && { details_url: detailsUrl }),
    output: {
      title,
      summary,
      ...(text !== undefined && { text }),
      ...(annotations.length > 0 && { annotations: annotations.map(annotationBody) }),
    },
  };
}

// GitHub takes columns only where an annotation begins and ends on one line, as all of ours do.
function annotationBody({ path, line, columns, level, title, message }: CheckAnnotation): object {
  return {
    path,
    start_line: line,
    end_line: line,
    ...(columns !== undefined && { start_column: columns.start, end_column: columns.end }),
    annotation_level: level,
    title,
    message,
  };
}

function checkIn(answer: AnswerObject): CheckFacts {
  return {
    id: answer.id("id"),
    name: answer.text("name"),
    headSha: answer.sha("head_sha"),
    status: answer.text("status"),
    conclusion: answer.has("conclusion") ? answer.text("conclusion") : undefined,
    externalId: answer.has("external_id") ? answer.text("external_id") : "",
    appId: answer.has("app") ? answer.object("app").id("id") : undefined,
    url: answer.has("html_url") ? answer.text("html_url") : "",
    text: detailsIn(answer),
  };
}

function detailsIn(answer: AnswerObject): string {
  if (!answer.has("output")) return "";
  const output = answer.object("output");
  return output.has("text") ? output.text("text") : "";
}
