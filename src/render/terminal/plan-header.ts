import type { Actor } from "../../model/actor.ts";
import type { Plan } from "../../model/plan.ts";
import { plainText } from "../sentences/phrase.ts";
import { foundingSentence } from "../sentences/plan-text.ts";
import { hanging, inked, line } from "./line.ts";
import type { Line } from "./line.ts";

const labelWidth = 15;

/** What the plan is for, on whose behalf, and what it may remove. */
export function headerSection({ target, founds, actor, approvers, authoritative }: Plan): readonly Line[] {
  return [
    line(0, inked("heading", "Plan for "), inked("heading", target)),
    labelled("actor", personText(actor)),
    ...approvers.map((approver) => labelled("approver", personText(approver))),
    ...(authoritative.length === 0 ? [] : [labelled("authoritative", authoritative.join(", "))]),
    ...(founds ? [line(0, inked("warning", plainText(foundingSentence)))] : []),
  ];
}

function labelled(label: string, text: string): Line {
  return hanging(2, 2 + labelWidth, [inked("dim", label.padEnd(labelWidth)), text]);
}

function personText({ email, liveRoles }: Actor): string {
  return `${email} (${liveRoles.length === 0 ? "no live role" : liveRoles.join(", ")})`;
}
