import type { Plan } from "../../model/plan.ts";
import { locateNothing } from "../located-diagnostic.ts";
import type { Locate } from "../located-diagnostic.ts";
import { unseenCharactersSentence } from "../sentences/plan-text.ts";
import { hasShownCodePoint } from "../text/visible-text.ts";
import { accessPart } from "./access-part.ts";
import { changesPart } from "./changes-part.ts";
import { phraseMarkdown } from "./code-span.ts";
import { decisionsPart } from "./decisions-part.ts";
import { detailLevels, leftOut } from "./detail-levels.ts";
import type { DetailLevel } from "./detail-levels.ts";
import { factsPart, findingsPart, footerPart, handPart, problemsPart, verdictPart } from "./plan-parts.ts";

/** How a comment is written. */
export interface MarkdownOptions {
  /** Most UTF-8 bytes of the comment. No text has more UTF-16 code units than bytes, so it bounds both. */
  readonly limit?: number;
  /** Whether e-mail addresses are masked, as in a public repository. */
  readonly masksEmails?: boolean;
  /** The commit the manifests come from. */
  readonly commit?: string;
  /** Finds the places of problems in the manifests. */
  readonly locate?: Locate;
}

/** A comment, and what the limit did to it. */
export interface PlanComment {
  readonly text: string;
  /** Whether every change, decision and effect is in it. Where not, nobody may take it for the whole plan. */
  readonly complete: boolean;
  /** What was left out to keep the limit, in the order in which it was given up. */
  readonly dropped: readonly string[];
}

// GitHub refuses a comment of more than 65,536 characters. The margin is for what the sender puts around it.
const defaultLimit = 60_000;

/** The text of `planComment`. */
export function renderPlanMarkdown(plan: Plan, options: MarkdownOptions = {}): string {
  return planComment(plan, options).text;
}

/**
 * A plan as a pull-request comment: verdict first, then counts, digest, decisions with the denied first, access with
 * the escalations first, guards, and the changes folded. Data stands only in code spans and fences, so nothing in it
 * becomes a link, mention, image, HTML or heading. Beyond the limit it gives up the field diffs, then the list of
 * changes, then the steps by hand, and says so. Verdict, counts and guards always stay; decisions and effects are cut
 * last, the denied and the escalations kept longest, and then the comment is not `complete`.
 */
export function planComment(plan: Plan, options: MarkdownOptions = {}): PlanComment {
  const limit = options.limit ?? defaultLimit;
  let comment: PlanComment = { text: "", complete: false, dropped: [] };
  for (const level of detailLevels) {
    comment = writeComment(plan, options, level);
    if (new TextEncoder().encode(comment.text).length <= limit) return comment;
  }
  return comment;
}

function writeComment(plan: Plan, options: MarkdownOptions, level: DetailLevel): PlanComment {
  const style = { masksEmails: options.masksEmails ?? false };
  const decisions = decisionsPart(plan, style, level.rows);
  const access = accessPart(plan, style, level.rows);
  const dropped = leftOut(plan, level);
  const head = [...verdictPart(plan, style), ...factsPart(plan, style, options.commit)];
  const body = [
    ...decisions.blocks,
    ...access.blocks,
    ...findingsPart(plan, style),
    ...problemsPart(plan, style, options.locate ?? locateNothing),
    ...(level.hand ? handPart(plan, style) : []),
    ...footerPart(plan, style),
    ...changesPart(plan, style, level.changes),
  ];
  const text = [...head, ...warningPart([...head, ...body]), ...droppedPart(dropped), ...body].join("\n\n");
  return { text: `${text}\n`, complete: decisions.complete && access.complete, dropped };
}

function warningPart(blocks: readonly string[]): readonly string[] {
  if (!blocks.some(hasShownCodePoint)) return [];
  return [phraseMarkdown(unseenCharactersSentence, { masksEmails: false })];
}

function droppedPart(dropped: readonly string[]): readonly string[] {
  return dropped.length === 0 ? [] : [`Left out, because a comment has a limit: ${dropped.join(", ")}.`];
}
