import type { Actor } from "../../model/actor.ts";
import type { Finding } from "../../model/finding.ts";
import type { HandStep, Plan } from "../../model/plan.ts";
import { locateDiagnostics } from "../located-diagnostic.ts";
import type { Locate, LocatedDiagnostic } from "../located-diagnostic.ts";
import { bare, given, quote, say } from "../sentences/phrase.ts";
import type { Phrase } from "../sentences/phrase.ts";
import {
  costSentence,
  countsSentence,
  foundingSentence,
  unmanagedSentence,
  verdictSentence,
} from "../sentences/plan-text.ts";
import { sentenceFor } from "../sentences/sentence-for.ts";
import type { Coded } from "../sentences/sentence-for.ts";
import { codeSpan, phraseMarkdown } from "./code-span.ts";
import type { DataStyle } from "./code-span.ts";

const mostProblems = 100;

/** Heading, verdict and counts. */
export function verdictPart(plan: Plan, style: DataStyle): readonly string[] {
  const verdict = verdictSentence(plan);
  const counts = countsSentence(plan);
  return [
    `## Charter plan: ${verdict === undefined ? "no changes" : plan.verdict}`,
    ...(verdict === undefined ? [] : [phraseMarkdown(verdict, style)]),
    ...(counts === undefined ? [] : [counts]),
  ];
}

/** Where the plan comes from and what it is for. */
export function factsPart(plan: Plan, style: DataStyle, commit: string | undefined): readonly string[] {
  const facts = [
    say`Target: ${quote(plan.target)}`,
    say`Actor: ${person(plan.actor)}`,
    ...plan.approvers.map((approver) => say`Approver: ${person(approver)}`),
    given(plan.authoritative, say`Authoritative for: ${quote(plan.authoritative)}`),
    say`Digest: ${quote(plan.digest)}`,
    given(commit, say`Commit: ${quote(commit)}`),
  ].filter((fact) => fact.length > 0);
  return [bullets(facts, style), ...(plan.founds ? [phraseMarkdown(foundingSentence, style)] : [])];
}

/** What the guards say, errors first. */
export function findingsPart({ findings }: Plan, style: DataStyle): readonly string[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  const warnings = findings.filter(({ severity }) => severity === "warning");
  return listPart("Guards", [...errors, ...warnings].map(findingPhrase), style);
}

/** Problems of the manifests. */
export function problemsPart({ diagnostics }: Plan, style: DataStyle, locate: Locate): readonly string[] {
  const problems = locateDiagnostics(diagnostics, locate);
  const shown = problems.slice(0, mostProblems).map(problemPhrase);
  const more = problems.length - shown.length;
  return listPart("Manifests", more > 0 ? [...shown, say`and ${bare(more)} more`] : shown, style);
}

/** What the target's API cannot do. */
export function handPart({ byHand }: Plan, style: DataStyle): readonly string[] {
  return byHand.length === 0 ? [] : ["### By hand", byHand.map((step) => handItem(step, style)).join("\n")];
}

/** Undeclared objects and the cost. */
export function footerPart(plan: Plan, style: DataStyle): readonly string[] {
  const unmanaged = unmanagedSentence(plan);
  const cost = costSentence(plan.cost);
  return [
    ...(unmanaged === undefined ? [] : [phraseMarkdown(say`Unmanaged: ${unmanaged}.`, style)]),
    ...(cost === undefined ? [] : [phraseMarkdown(say`Cost: ${cost}.`, style)]),
  ];
}

function person({ email, liveRoles }: Actor): Phrase {
  return say`${quote(email)} ${liveRoles.length === 0 ? say`without a live role` : say`as ${quote(liveRoles)}`}`;
}

function findingPhrase(finding: Finding): Phrase {
  const about = given(finding.addresses, say` (${quote(finding.addresses)})`);
  return say`${marked(finding.severity)} ${quote(finding.code)}: ${advised(finding)}${about}`;
}

function problemPhrase({ diagnostic, file, span }: LocatedDiagnostic): Phrase {
  const place = span === undefined ? file : `${span.file}:${span.line}:${span.column}`;
  return say`${marked(diagnostic.severity)}${given(place, say` at ${quote(place)}`)}: ${advised(diagnostic)}`;
}

function handItem({ address, steps }: HandStep, style: DataStyle): string {
  const numbered = steps.map((step, at) => `   ${at + 1}. ${codeSpan(step, style)}`);
  return [`- ${codeSpan(address, style)}`, ...numbered].join("\n");
}

function advised(coded: Coded): Phrase {
  const { message, help = [] } = sentenceFor(coded);
  return help.length === 0 ? message : say`${message}; ${help}`;
}

function marked(severity: "error" | "warning"): Phrase {
  return severity === "error" ? say`**error**` : say`**warning**`;
}

function listPart(title: string, items: readonly Phrase[], style: DataStyle): readonly string[] {
  return items.length === 0 ? [] : [`### ${title}`, bullets(items, style)];
}

function bullets(items: readonly Phrase[], style: DataStyle): string {
  return items.map((item) => `- ${phraseMarkdown(item, style)}`).join("\n");
}
