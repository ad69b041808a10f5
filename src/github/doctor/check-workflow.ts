import { judged, judgedIfSeen, type SetupCheck } from "./check.ts";
import type { Job, Permissions, Step, Workflow } from "./parse-workflow.ts";
import type { SetupFacts } from "./setup-facts.ts";

/** Checks the workflows in which Charter runs. Where there is none, that is the one thing to say. */
export function checkWorkflows({ workflows }: SetupFacts): readonly SetupCheck[] {
  const present = judgedIfSeen("workflow-present", workflows, checkModes);
  if (workflows.seen && workflows.value.length === 0) return [present];
  return [
    present,
    ...rules.map(({ check, offenders }) => judgedIfSeen(check, workflows, (found) => ofAll(check, found, offenders))),
  ];
}

function checkModes(workflows: readonly Workflow[]): SetupCheck {
  const modes = new Set(workflows.flatMap(({ jobs }) => jobs.flatMap((job) => job.modes)));
  const missing = ["plan", "apply"].filter((mode) => !modes.has(mode));
  return judged("workflow-present", missing.length === 0, { modes: missing });
}

function ofAll(check: string, workflows: readonly Workflow[], offenders: WorkflowRule["offenders"]): SetupCheck {
  const places = workflows.flatMap((workflow) => offenders(workflow).map((place) => `${workflow.file}: ${place}`));
  return judged(check, places.length === 0, { places });
}

interface WorkflowRule {
  readonly check: string;
  /** What breaks the rule, in the workflow's own words. */
  readonly offenders: (workflow: Workflow) => readonly string[];
}

const rules: readonly WorkflowRule[] = [
  { check: "workflow-events", offenders: ({ events }) => events.filter((event) => mightyEvents.has(event)) },
  {
    check: "actions-pinned",
    offenders: ({ jobs }) => stepsOf(jobs).flatMap(({ uses }) => (isPinned(uses) ? [] : [uses ?? ""])),
  },
  { check: "permissions-minimal", offenders: excessPermissions },
  { check: "apply-uninterrupted", offenders: interruptedApplies },
  { check: "apply-without-cache", offenders: ({ jobs }) => stepsOf(jobs.filter(isApply)).flatMap(cacheOf) },
  {
    check: "checkout-without-token",
    offenders: ({ jobs }) => stepsOf(jobs.filter(hasCharter)).filter(keepsToken).map(usesOf),
  },
  { check: "no-data-in-scripts", offenders: ({ jobs }) => stepsOf(jobs).flatMap(({ run }) => dataIn(run ?? "")) },
];

// They run with the rights of the base branch on what a stranger wrote.
const mightyEvents = new Set(["pull_request_target", "workflow_run", "issue_comment"]);

function stepsOf(jobs: readonly Job[]): readonly Step[] {
  return jobs.flatMap(({ steps }) => steps);
}

function hasCharter({ modes }: Job): boolean {
  return modes.length > 0;
}

function isApply({ modes }: Job): boolean {
  return modes.includes("apply");
}

function usesOf({ uses }: Step): string {
  return uses ?? "";
}

// A tag or a branch may be moved to other code; a commit may not.
function isPinned(uses: string | undefined): boolean {
  if (uses === undefined || uses.startsWith("./")) return true;
  return /@[0-9a-f]{40}$/.test(uses) || /^docker:\/\/.*@sha256:[0-9a-f]{64}$/.test(uses);
}

function excessPermissions({ permissions, jobs }: Workflow): readonly string[] {
  return jobs.filter(hasCharter).flatMap((job) => {
    const given = job.permissions ?? permissions;
    return excessIn(given, job.modes).map((excess) => `job ${job.name} has ${excess}`);
  });
}

function excessIn(given: Permissions | undefined, modes: readonly string[]): readonly string[] {
  if (given === undefined) return ["no permissions of its own"];
  if (typeof given === "string") return [given];
  const writable = new Set(["checks", modes.includes("drift") ? "issues" : "pull-requests"]);
  return Object.entries(given).flatMap(([name, level]) =>
    level !== "write" || writable.has(name) ? [] : [`${name}: ${level}`],
  );
}

function interruptedApplies({ concurrency, jobs }: Workflow): readonly string[] {
  return jobs.filter(isApply).flatMap((job) => {
    const groups = [concurrency, job.concurrency].filter((group) => group !== undefined);
    if (groups.length === 0) return [`job ${job.name} has no concurrency`];
    return groups.some(({ cancels }) => cancels) ? [`job ${job.name} has cancel-in-progress`] : [];
  });
}

function cacheOf({ uses = "", inputs }: Step): readonly string[] {
  const isCache = /^actions\/cache(?:\/\w+)?@/i.test(uses);
  const caches =
    /^actions\/setup-/i.test(uses) && ["cache", "package-manager-cache"].some((name) => isOn(inputs[name]));
  return isCache || caches ? [uses] : [];
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "false";
}

function keepsToken({ uses = "", inputs }: Step): boolean {
  return /^actions\/checkout@/i.test(uses) && inputs["persist-credentials"] !== "false";
}

// An expression is put into the script before the shell reads it, so a title can be a command.
function dataIn(run: string): readonly string[] {
  const expressions = Array.from(run.matchAll(/\$\{\{\s*([^}]*?)\s*\}\}/g), ([, expression = ""]) => expression);
  return expressions.filter((text) =>
    /\b(?:github\.(?:event|head_ref|ref_name|base_ref)|inputs|steps|needs)\b/.test(text),
  );
}
