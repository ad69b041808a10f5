import { writeFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

import { renderPlanJson } from "../../render/json/plan.ts";
import { maskEmails } from "../../render/markdown/mask-emails.ts";
import {
  jobSummary,
  pullRequestComment,
  type ReportOptions,
} from "../../render/markdown/pull-request/pull-request-comment.ts";
import type { PullRequestReport } from "../../render/markdown/pull-request/pull-request-report.ts";
import { sourceLinks } from "../../render/markdown/pull-request/source-links.ts";
import { reportTitle, sharesSentence } from "../../render/sentences/report-text.ts";
import { createComment, listComments, updateComment } from "../api/comments.ts";
import { annotationsOf } from "../report/annotations.ts";
import { checkReport, planCheckName } from "../report/check-report.ts";
import { outputsOf, writeOutputs } from "../report/outputs.ts";
import { type ReviewedChanges, reviewedText } from "../report/reviewed-changes.ts";
import { type PostedCheck, upsertCheck } from "../report/upsert-check.ts";
import { upsertComment } from "../report/upsert-comment.ts";
import { writeAnnotations } from "../report/write-annotations.ts";
import { writeSummary } from "../report/write-summary.ts";
import type { ActionContext } from "./action-context.ts";
import { checkApi } from "./check-api.ts";
import { markerOf } from "./marker-of.ts";
import type { Tree } from "./read-tree.ts";

/** A report, the manifests it speaks of, and where it goes. */
export interface Publication {
  readonly report: PullRequestReport;
  readonly tree: Tree;
  /** The number of the pull request; absent for a push without one. */
  readonly pull?: number | undefined;
  /** Whether this token may write: a run for a fork may not. */
  readonly mayWrite: boolean;
  /** What people are shown here, for the apply to compare. */
  readonly reviewed?: ReviewedChanges | undefined;
}

/**
 * Shows a report everywhere it belongs: the check first, which says who this run writes as, then the one comment, the
 * annotations, the summary, the plan file and the outputs. Gives the comment's address.
 */
export async function publishReport(context: ActionContext, publication: Publication): Promise<string | undefined> {
  const { report, tree } = publication;
  const options = reportOptions(context, publication);
  context.log(`Charter: ${reportTitle(report)} (${sharesSentence(report.plan.changes)})`);
  const written = publication.mayWrite ? await tryToWrite(context, publication) : {};
  const { url } = written;
  writeAnnotations(annotationsOf(report, { masksEmails: context.masksEmails, locate: tree.locate }));
  await writeSummary(jobSummary(report, options).text);
  await writePlan(context, publication);
  writeOutputs(outputsOf(report, { planPath: context.planFile, commentUrl: url }));
  if ("error" in written) throw written.error;
  return url;
}

// The summary and the log need no permission, so they are written even where GitHub takes no comment.
async function tryToWrite(
  context: ActionContext,
  publication: Publication,
): Promise<{ readonly url?: string | undefined } | { readonly error: unknown; readonly url?: undefined }> {
  try {
    return { url: await writeToGitHub(context, publication) };
  } catch (error) {
    return { error };
  }
}

/** Writes the check and the comment alone, such as for how far an apply has come. */
export async function writeToGitHub(
  context: ActionContext,
  { report, tree, pull, reviewed }: Publication,
  options: ReportOptions = reportOptions(context, { report, tree }),
): Promise<string | undefined> {
  const annotations = annotationsOf(report, { masksEmails: context.masksEmails, locate: tree.locate });
  const text = reviewed === undefined ? undefined : reviewedText(reviewed);
  const wanted = {
    ...checkReport(report, options, planCheckName(context.inputs.directory)),
    ...(text !== undefined && { text }),
  };
  const check = await upsertCheck(checkApi(context.github), { check: wanted, annotations });
  if (pull === undefined || !context.inputs.comment) return undefined;
  return writeComment(context, { report, pull, check }, options);
}

async function writeComment(
  { github }: ActionContext,
  { report, pull, check }: { readonly report: PullRequestReport; readonly pull: number; readonly check: PostedCheck },
  options: ReportOptions,
): Promise<string | undefined> {
  const { marker = "" } = options;
  // Whoever wrote the check writes the comment.
  const account = { appId: check.appId ?? -1 };
  const api = {
    list: async (issue: number) => listComments(github, issue),
    create: async (comment: { readonly issue: number; readonly body: string }) => createComment(github, comment),
    update: async (comment: { readonly id: number; readonly body: string }) => updateComment(github, comment),
    pause: async (milliseconds: number) => pause((milliseconds * github.pauseMs) / 1000),
  };
  const { url } = await upsertComment(api, {
    issue: pull,
    marker,
    text: pullRequestComment(report, options).text,
    account,
  });
  return url;
}

function reportOptions(
  { inputs, environment, serverUrl, masksEmails }: ActionContext,
  { report, tree }: Pick<Publication, "report" | "tree">,
): ReportOptions {
  const repository = `${environment.owner}/${environment.repo}`;
  return {
    marker: markerOf(inputs, report.plan.target),
    masksEmails,
    links: sourceLinks({ server: serverUrl, repository, commit: tree.sha }),
    locate: tree.locate,
  };
}

async function writePlan({ planFile, masksEmails }: ActionContext, { report, tree }: Publication): Promise<void> {
  const text = [...renderPlanJson(report.plan, tree.locate)].join("");
  await writeFile(planFile, masksEmails ? maskEmails(text) : text, { mode: 0o600 });
}
