import { bare, given, quote, quoteOr, quoteSome, say, withQuote } from "./phrase.ts";
import type { Argument, Phrase, SentenceTable } from "./phrase.ts";

/** What is wrong with the set-up of a repository on GitHub, and the steps that mend it. */
export const setupSentences: SentenceTable = {
  "setup-not-visible": ({ needs }) => ({
    message: say`the token does not show this`,
    help: say`use a token with the permission ${quoteOr(needs, "to read it")}, or look in the settings of the repository`,
  }),
  "setup-manifests-unknown": () => ({
    message: say`no manifests are here, so it is not known which files decide who may do what`,
    help: say`run it in the clone, in the folder of the manifests`,
  }),
  "setup-reviews-required": ({ branch }) => ({
    message: say`changes reach ${branchOf(branch)} without an approving review`,
    help: inRuleset(branch, say`turn on “Require a pull request before merging” with at least 1 approval`),
  }),
  "setup-stale-reviews-dismissed": ({ branch }) => ({
    message: say`an approval on ${branchOf(branch)} still counts after more was pushed`,
    help: inRuleset(branch, say`turn on “Dismiss stale pull request approvals when new commits are pushed”`),
  }),
  "setup-last-push-approved": ({ branch }) => ({
    message: say`whoever pushed last to a pull request for ${branchOf(branch)} may be the only one who approved it`,
    help: inRuleset(branch, say`turn on “Require approval of the most recent reviewable push”`),
  }),
  "setup-code-owners-asked": ({ branch }) => ({
    message: say`code owners are not asked for changes to ${branchOf(branch)}`,
    help: inRuleset(branch, say`turn on “Require review from Code Owners”`),
  }),
  "setup-check-required": ({ branch, checkName }) => ({
    message: say`a pull request may be merged into ${branchOf(branch)} although Charter refused its plan`,
    help: inRuleset(
      branch,
      say`turn on “Require status checks to pass” and add the check ${quoteOr(checkName, "of Charter")}`,
    ),
  }),
  "setup-history-kept": ({ branch }) => ({
    message: say`${branchOf(branch)} may be rewritten or deleted`,
    help: inRuleset(branch, say`turn on “Block force pushes” and “Restrict deletions”`),
  }),
  "setup-nobody-bypasses": ({ branch }) => ({
    message: say`somebody may bypass the reviews of ${branchOf(branch)}`,
    help: say`empty the bypass list under Settings, Rules, Rulesets; for a classic protection turn on “Do not allow bypassing the above settings” and clear “Allow specified actors to bypass required pull requests”`,
  }),
  "setup-code-owners-named": ({ file, paths }) => ({
    message: say`nobody owns ${some(paths, "the files that decide who may do what")}`,
    help: say`add a line for each to ${quoteOr(file, "CODEOWNERS")}, such as ${quote("/members/ @acme/owners")}`,
  }),
  "setup-workflow-present": ({ modes }) => ({
    message: say`no workflow on the default branch runs Charter${given(modes, say` to ${some(modes, "")}`)}`,
    help: say`take ${quote(".github/workflows/charter.yml")} from ${quote("charter init")} and merge it`,
  }),
  "setup-workflow-events": ({ places }) => ({
    message: say`an event gives strangers the rights of the repository: ${some(places, "unknown")}`,
    help: say`start it on ${quote("pull_request")}, ${quote("push")} and ${quote("schedule")} instead`,
  }),
  "setup-actions-pinned": ({ places }) => ({
    message: say`an action may be exchanged for other code: ${some(places, "unknown")}`,
    help: say`write the commit's 40 digits behind the ${quote("@")}, and the version in a comment`,
  }),
  "setup-permissions-minimal": ({ places }) => ({
    message: say`the workflow's own token may do more than it needs: ${some(places, "unknown")}`,
    help: say`give each job its ${quote("permissions")} as ${quote("charter init")} writes them, with ${quote("contents: read")}`,
  }),
  "setup-apply-uninterrupted": ({ places }) => ({
    message: say`an apply may be stopped half-way, or run beside another: ${some(places, "unknown")}`,
    help: say`give the job a ${quote("concurrency")} group with ${quote("cancel-in-progress: false")}`,
  }),
  "setup-apply-without-cache": ({ places }) => ({
    message: say`the job that applies takes files from a cache, which pull requests can fill: ${some(places, "unknown")}`,
    help: say`remove the cache from this job`,
  }),
  "setup-checkout-without-token": ({ places }) => ({
    message: say`the checkout leaves the token where later steps can read it: ${some(places, "unknown")}`,
    help: say`set ${quote("persist-credentials: false")}`,
  }),
  "setup-no-data-in-scripts": ({ places }) => ({
    message: say`text that others write becomes part of a script: ${some(places, "unknown")}`,
    help: say`pass it in ${quote("env:")}, and use the variable in the script`,
  }),
  "setup-environment-branch": ({ environment, branch }) => ({
    message: say`the apply does not run in an environment that only ${branchOf(branch)} may use`,
    help: say`under Settings, Environments, ${quoteOr(environment, "the environment")}, set “Deployment branches and tags” to “Protected branches only”, and name it as ${quote("environment:")} of the job`,
  }),
  "setup-environment-reviewers": ({ environment }) => ({
    message: say`the apply starts without anybody's approval, or with that of whoever started it`,
    help: say`under Settings, Environments, ${quoteOr(environment, "the environment")}, turn on “Required reviewers” and “Prevent self-review”`,
  }),
  "setup-secrets-in-environment": ({ secrets }) => ({
    message: say`every workflow on every branch can read ${some(secrets, "the target's secrets")}`,
    help: say`store each as a secret of an environment, then delete it under Settings, Secrets and variables, Actions, or take this repository off the organization's secret`,
  }),
  "setup-secret-present": ({ secrets, environment }) => ({
    message: say`the environment${withQuote(" ", environment)} has no secret ${some(secrets, "with the target")}`,
    help: say`add it under Settings, Environments, ${quoteOr(environment, "the environment")}, “Environment secrets”`,
  }),
  "setup-default-permissions-read": () => ({
    message: say`a workflow that says nothing about permissions may write to the repository`,
    help: say`under Settings, Actions, General, “Workflow permissions”, choose “Read repository contents and packages permissions”`,
  }),
  "github-token-missing": () => ({
    message: say`there is no token to ask GitHub with: GITHUB_TOKEN is not set`,
    help: say`set it to a token that may read the repository; with the GitHub CLI: ${quote("GITHUB_TOKEN=$(gh auth token) charter doctor")}`,
  }),
  "repository-unknown": () => ({
    message: say`it is not known which repository is meant`,
    help: say`name it with ${quote("--repository OWNER/NAME")}, or run this in a clone whose ${quote("origin")} is on GitHub`,
  }),
  "repository-malformed": ({ repository }) => ({
    message: say`${quoteOr(repository, "this")} is not the name of a repository`,
    help: say`write it like ${quote("acme/organization")}`,
  }),
  "repository-elsewhere": ({ host }) => ({
    message: say`the clone's ${quote("origin")} is on ${quoteOr(host, "another server")}, and it is not known where its API is`,
    help: say`set GITHUB_API_URL, such as ${quote("https://github.acme.com/api/v3")}`,
  }),
};

function branchOf(branch: Argument): Phrase {
  return branch === undefined ? say`the default branch` : say`branch ${quote(branch)}`;
}

function inRuleset(branch: Argument, step: Phrase): Phrase {
  return say`in the ruleset for ${branchOf(branch)} under Settings, Rules, Rulesets, ${step}`;
}

// More than a few are found by running it again.
function some(list: Argument, otherwise: string): Phrase {
  if (typeof list !== "object" || list.length === 0) return bare(otherwise);
  return quoteSome(list, 5);
}
