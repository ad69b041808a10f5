import { bare, quote, say, withBare, withQuote } from "./phrase.ts";
import type { Argument, SentenceTable } from "./phrase.ts";

/** What goes wrong between a run and GitHub, and runs that may not go on. */
export const gitHubSentences: SentenceTable = {
  "github-address": ({ variable }) => ({
    message: say`the address in ${quote(variable)} cannot be used for a token`,
    help: say`it must begin with ${quote("https://")} and hold neither user nor password`,
  }),
  "github-permission": ({ what, needs }) => ({
    message: say`the token may not read or write ${bare(what)}`,
    help: say`add ${quote(needs)} to the ${quote("permissions")} of the job`,
  }),
  "github-hidden": ({ what, needs }) => ({
    message: say`GitHub does not show ${bare(what)}: it is not there, or the token may not see it`,
    help: say`check that it exists, and that the job's ${quote("permissions")} have ${quote(needs)}`,
  }),
  "github-token": ({ what }) => ({
    message: say`GitHub does not take the token, asked for ${bare(what)}`,
    help: say`pass ${quote("github-token: ${{ github.token }}")}, and run again if it has expired`,
  }),
  "github-rate-limit": ({ what, minutes }) => ({
    message: say`GitHub takes no more requests for now, asked for ${bare(what)}`,
    help: say`run again${minutes === undefined ? say` later` : say` in ${bare(minutes)} minutes`}; nothing was written to the target`,
  }),
  "github-unavailable": ({ what, status }) => ({
    message: say`GitHub could not answer, asked for ${bare(what)}${withBare(": status ", status)}`,
    help: say`run again when it works; nothing was written to the target`,
  }),
  "github-unreachable": ({ what }) => ({
    message: say`GitHub could not be reached, asked for ${bare(what)}`,
    help: say`run again; nothing was written to the target`,
  }),
  "github-refused": ({ what, status, detail }) => ({
    message: say`GitHub refused, asked for ${bare(what)}${withBare(": status ", status)}${withQuote(", ", detail)}`,
    help: say`check the repository's settings and the job's ${quote("permissions")}`,
  }),
  "github-redirected": ({ what }) => ({
    message: say`GitHub sent the request for ${bare(what)} elsewhere`,
    help: say`the token does not follow; has the repository been renamed or moved?`,
  }),
  "github-too-large": ({ what }) => ({
    message: say`GitHub's answer for ${bare(what)} is too large`,
    help: say`nothing was decided by a part of it`,
  }),
  "github-malformed": ({ what, problem }) => ({
    message: say`GitHub's answer for ${bare(what)} cannot be understood${withBare(": ", problem)}`,
    help: say`run again; if it stays so, an update of Charter may know it`,
  }),
  "github-list-unstable": ({ what }) => ({
    message: say`${bare(what)} kept changing while they were read`,
    help: say`run again when nobody is at work there`,
  }),
  "github-pushes-unknown": ({ branch, after }) => ({
    message: say`GitHub has no whole record of the pushes that brought ${quote(branch)} to ${quote(after)}`,
    help: say`run again in a minute; nobody can be asked for changes whose way is not known`,
  }),
  "github-unknown-outcome": ({ what }) => ({
    message: say`it is not known whether GitHub took ${bare(what)}: its answer was lost`,
    help: say`run again; what is there already is found and kept`,
  }),
  "github-history-rewritten": ({ branch, before }) => ({
    message: say`${quote(branch)} no longer holds ${quote(before)}, the commit that was applied last`,
    help: say`somebody has pushed with force; look at the history, then start an apply by hand`,
  }),
  "run-outside-actions": ({ variables }) => ({
    message: say`this is no run of GitHub Actions: ${quote(variables)} cannot be used`,
    help: say`on your own machine use ${quote("charter plan")}`,
  }),
  "run-event-unsafe": ({ event }) => ({
    message: say`Charter does not run on ${quote(event)}, which lends secrets to what a stranger wrote`,
    help: say`use ${quote("pull_request")} to plan, and ${quote("push")} to apply`,
  }),
  "run-event-unfit": ({ mode, event, events }) => ({
    message: say`mode ${quote(mode)} does not run on ${quote(event)}`,
    help: say`it runs on ${quote(events)}`,
  }),
  "run-other-branch": ({ branch, defaultBranch }) => ({
    message: say`this run is about ${quote(branch)}, and only ${quote(defaultBranch)} counts`,
    help: say`let the workflow run on the default branch alone`,
  }),
  "run-branch-unprotected": ({ branch }) => ({
    message: say`the branch ${quote(branch)} is not protected, so anybody who can push could apply`,
    help: say`protect it with a branch protection rule or a ruleset; ${quote("charter doctor")} says which`,
  }),
  "run-mismatch": ({ variables }) => ({
    message: say`what this run says of itself is not what GitHub knows of it: ${quote(variables)}`,
    help: say`a step before this one has changed it; let Charter's job hold no other steps`,
  }),
  "run-not-tip": ({ sha, tip, branch }) => ({
    message: say`this run is for ${quote(sha)}, and ${quote(branch)} is at ${quote(tip)} by now`,
    help: say`the run for the newest commit applies everything; nothing was written`,
  }),
  "run-first-push": ({ branch }) => ({
    message: say`this is the first push to ${quote(branch)}, so there is nothing yet that anybody could have reviewed`,
    help: say`found the organization with ${quote("charter apply")}, then let the first pull request be merged`,
  }),
  "run-not-reviewed": ({ number, head }) => ({
    message: say`pull request ${bare(text(number))} was merged without a plan of its last commit${withQuote(" ", head)}`,
    help: say`require the check ${quote("charter/plan")}; to apply it as it is, start the workflow by hand`,
  }),
  "run-pull-moved": ({ number, head }) => ({
    message: say`pull request ${bare(text(number))} has moved on${withQuote(" to ", head)} since this run began`,
    help: say`the run for its newest commit plans it`,
  }),
  "run-without-pull": ({ ref }) => ({
    message: say`this run is about no pull request${withQuote(": ", ref)}`,
    help: say`mode ${quote("plan")} runs on ${quote("pull_request")}`,
  }),
  "drift-invalid": ({ sha }) => ({
    message: say`the manifests${withQuote(" at ", sha)} are wrong, so nothing can be compared with them`,
    help: say`${quote("charter validate")} says what is wrong`,
  }),
};

/** The Action's inputs. */
export const inputSentences: SentenceTable = {
  "input-refused": ({ count }) => ({
    message: say`the inputs cannot be used${withBare(": ", count)}`,
    help: say`mend each of them`,
  }),
  "input-choice": ({ input, value, choices }) => ({
    message: say`input ${quote(input)} cannot be ${quote(value)}`,
    help: say`use one of ${quote(choices)}`,
  }),
  "input-flag": ({ input, value }) => ({
    message: say`input ${quote(input)} cannot be ${quote(value)}`,
    help: say`write ${quote("true")} or ${quote("false")}`,
  }),
  "input-number": ({ input, value }) => ({
    message: say`input ${quote(input)} is no whole number: ${quote(value)}`,
    help: say`write a number such as ${quote("12")}`,
  }),
  "input-directory": ({ input, value }) => ({
    message: say`input ${quote(input)} names no folder of the repository: ${quote(value)}`,
    help: say`write it from the root, such as ${quote("organization")}`,
  }),
  "input-missing": ({ input }) => ({
    message: say`input ${quote(input)} is missing`,
    help: say`pass it under ${quote("with")}`,
  }),
  "input-target-missing": () => ({
    message: say`input ${quote("target")} is missing, so there is nothing to compare with`,
    help: say`keep it as a secret of the job's environment, and name that environment in the job`,
  }),
};

/** Why somebody who took part in a pull request does not count. */
export const partSentences: SentenceTable = {
  "actor-is-bot": ({ login }) => ({ message: say`${quote(login)} is a bot` }),
  "actor-not-named": ({ as }) => ({ message: say`GitHub does not say who the ${bare(as)} is` }),
  "merger-not-named": () => ({ message: say`GitHub does not say who merged` }),
  "merger-is-bot": ({ login }) => ({
    message: say`${quote(login)} merged, which is a bot, and GitHub names nobody who told it to`,
  }),
  "approval-of-nobody": () => ({ message: say`an approval is by an account that is gone` }),
  "approval-dismissed": ({ login }) => ({ message: say`the approval of ${quote(login)} was dismissed` }),
  "approval-of-bot": ({ login }) => ({ message: say`${quote(login)} is a bot` }),
  "approval-of-author": ({ login }) => ({ message: say`${quote(login)} wrote the pull request` }),
  "approval-of-last-pusher": ({ login }) => ({ message: say`${quote(login)} pushed the last commit` }),
  "approval-of-other-content": ({ login }) => ({
    message: say`what ${quote(login)} approved was merged by a push, which may hold more`,
  }),
  "approval-of-older-commit": ({ login }) => ({ message: say`${quote(login)} approved an older commit` }),
  "approval-without-pusher": ({ login }) => ({
    message: say`nobody knows who pushed the last commit, so it may have been ${quote(login)}`,
  }),
  "person-ambiguous": ({ login }) => ({
    message: say`the manifests give the account of ${quote(login)} to more than one member, or its member more than one`,
    help: say`give each member one account of their own`,
  }),
  "person-not-mapped": ({ login, line, files }) => ({
    message: say`no member at the base commit has the account of ${quote(login)}`,
    help: say`add ${quote(line)} to the member's manifest${withQuote(", such as ", files)}`,
  }),
  "person-other-account": ({ login, id, other, line }) => ({
    message: say`the manifests know ${quote(login)} as account ${bare(text(other))}, and this is ${bare(text(id))}`,
    help: say`a name may pass to somebody else; if it is the same person, write ${quote(line)}`,
  }),
  "person-not-live": ({ login }) => ({
    message: say`the account of ${quote(login)} stands in the manifests and is not live yet`,
    help: say`it counts once it was applied`,
  }),
  "identity-map-member": ({ email }) => ({
    message: say`member ${quote(email)} has more than one GitHub account`,
    help: say`keep one of them`,
  }),
};

// A number that names something is not counted with, so it has no separators.
function text(name: Argument): Argument {
  return typeof name === "number" ? String(name) : name;
}
