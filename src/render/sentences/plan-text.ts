import { compareText } from "../../model/json.ts";
import type { Cost, Plan, Summary } from "../../model/plan.ts";
import { bare, counted, given, quote, say } from "./phrase.ts";
import type { Phrase } from "./phrase.ts";

/** The counts of a plan. Other programs look for exactly this line in logs. */
export function countsSentence({ changes, summary, verdict }: Plan): string | undefined {
  if (changes.length > 0) return planCounts(summary);
  return verdict === "invalid" ? undefined : "No changes. The organization matches its manifests.";
}

function planCounts({ add, change, remove }: Summary): string {
  return `Plan: ${add} to add, ${change} to change, ${remove} to remove.`;
}

/** The plan's whole answer in one sentence; absent where there is nothing to judge. */
export function verdictSentence(plan: Plan): Phrase | undefined {
  if (plan.verdict === "denied") return say`Denied: ${deniedShare(plan)}.`;
  if (plan.verdict === "refused") return say`Refused: ${refusal(plan)}.`;
  if (plan.verdict === "invalid") return say`Invalid: the manifests have to be corrected first.`;
  if (plan.changes.length === 0) return undefined;
  return say`Allowed: ${quote(plan.actor.email)} may make ${allOf(plan)}.`;
}

function allOf({ changes, approvers }: Plan): Phrase {
  const all = changes.length === 1 ? say`this change` : say`all ${bare(changes.length)} changes`;
  return approvers.length === 0 ? all : say`${all}, with the approval of ${quote(approvers.map(({ email }) => email))}`;
}

function deniedShare({ actor, changes }: Plan): Phrase {
  const denied = changes.filter(({ decision }) => !decision.allowed).length;
  const share = say`${bare(denied)} of ${counted(changes.length, "change", "changes")}`;
  return say`${quote(actor.email)} may not make ${share}, so nothing is applied`;
}

function refusal({ findings }: Plan): Phrase {
  const codes = new Set(findings.filter(({ severity }) => severity === "error").map(({ code }) => code));
  return codes.size === 0
    ? say`a guard stands against it`
    : say`${quote([...codes].toSorted(compareText))} ${agree(codes.size)} against it`;
}

function agree(count: number): Phrase {
  return count === 1 ? say`stands` : say`stand`;
}

/** What an empty target means. */
export const foundingSentence: Phrase = say`The target is empty: applying this plan founds the organization.`;

/** What a reader of a comment must know when data holds characters that are shown as code points. */
export const unseenCharactersSentence: Phrase = say`Careful: characters that cannot be seen are shown as ${quote("\\u{…}")}.`;

/** How many live objects nobody declares; absent when there are none. */
export function unmanagedSentence({ summary, unmanagedByKind }: Plan): Phrase | undefined {
  if (summary.unmanaged === 0) return undefined;
  const number = counted(
    summary.unmanaged,
    "live object is not declared and is",
    "live objects are not declared and are",
  );
  const kinds = Object.keys(unmanagedByKind).filter((kind) => (unmanagedByKind[kind] ?? 0) > 0);
  const counts = kinds.toSorted(compareText).map((kind) => say`${bare(kind)} (${bare(unmanagedByKind[kind])})`);
  return say`${number} left alone${given(kinds, say`: ${join(counts)}`)}`;
}

function join(phrases: readonly Phrase[]): Phrase {
  return phrases.flatMap((phrase, at) => (at === 0 ? phrase : say`, ${phrase}`));
}

/** What applying costs at the target; absent when it costs nothing worth saying. */
export function costSentence({ reads, writes, seconds }: Cost): Phrase | undefined {
  if (reads === 0 && writes === 0 && seconds === 0) return undefined;
  const calls = say`${counted(reads, "read", "reads")} and ${counted(writes, "write", "writes")}`;
  return seconds === 0 ? calls : say`${calls}, about ${counted(Math.ceil(seconds), "second", "seconds")}`;
}

/** Who could make a change that was denied. */
export function whoCouldSentence(people: readonly string[]): Phrase {
  return people.length === 0
    ? say`nobody in the organization could make this change`
    : say`${quote(people)} could make this change`;
}

/** Who holds a right. */
export function whoCanSentence(people: readonly string[]): Phrase {
  return people.length === 0 ? say`nobody in the organization holds this right` : say`held by ${quote(people)}`;
}
