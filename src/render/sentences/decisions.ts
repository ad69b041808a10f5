import type { MessageArguments } from "../../model/diagnostic.ts";
import { agreeing, given, quote, quoteOr, say, withQuote } from "./phrase.ts";
import type { Argument, Phrase, SentenceTable } from "./phrase.ts";
import { suggestion } from "./suggestion.ts";

/** Why a change is allowed or denied. */
export const decisionSentences: SentenceTable = {
  "role-permits": ({ role, permission, project }) => ({
    message: say`${quote(role)} permits ${quote(permission)}${withQuote(" in project ", project)}`,
  }),
  "gain-approved": ({ member, approver, gains }) => ({
    message: say`${quote(approver)} approves what ${quote(member)} gains${withQuote(": ", gains)}`,
  }),
  "founding-owner": () => ({
    message: say`the target is empty, and the declared Owner founds the organization`,
  }),
  "role-lacks": ({ roles, permission, project }) => ({
    message: say`${notPermitting(roles)} ${quote(permission)}${withQuote(" in project ", project)}`,
  }),
  "actor-unknown": ({ email, member }) => ({
    message: say`nobody in the organization is ${quote(email ?? member)}`,
    help: say`name a person of the organization; ${quote("charter access")} lists them`,
  }),
  "actor-pending": ({ member }) => ({
    message: say`${quoteOr(member, "the actor")} has not accepted the invitation yet`,
    help: say`rights begin when the invitation is accepted`,
  }),
  "project-unknown": ({ project }) => ({
    message: say`there is no live project ${quote(project)} to hold a right in`,
  }),
  "permission-unknown": ({ permission, nearest, known }) => ({
    message: say`no role is known to permit ${permission === undefined ? say`this` : quote(permission)}`,
    help: suggestion(nearest, say`permissions`, known),
  }),
  "self-gain-needs-approver": ({ member, gains }) => ({
    message: say`${quoteOr(member, "the actor")} cannot approve their own gain${withQuote(": ", gains)}`,
    help: say`let another qualified person approve, with ${quote("--approver")}`,
  }),
  "two-people-agree": ({ members }) => ({
    message: say`${quoteOr(members, "two people")} agree, and each of them may do this`,
  }),
  "no-qualified-person": (args) => ({
    message: say`nobody who was asked may do this${whyNot(args)}`,
    help: say`let somebody approve who holds the right live`,
  }),
  "merger-not-qualified": ({ member, rule, ...args }) => ({
    message: say`${quoteOr(member, "whoever merges")} must be qualified${withQuote(" under the rule ", rule)}${whyNot(args)}`,
    help: say`let somebody merge who holds the right live`,
  }),
  "needs-second-person": ({ member, rights, rule, ...args }) => ({
    message: say`${forTwo(rights, rule)} needs two different people, and only ${quoteOr(member, "one")} counts${whyNot(args)}`,
    help: say`let a second person approve who holds the right live`,
  }),
  "needs-another-person": ({ members, gains, ...args }) => ({
    message: say`${quoteOr(members, "a person")} cannot answer alone for what they gain${withQuote(", ", gains)}${whyNot(args)}`,
    help: say`let another person approve who holds the right live`,
  }),
  "grant-beyond-own": ({ role, member }) => ({
    message: say`${quoteOr(member, "the actor")} may not give ${quote(role)}, a role with rights beyond their own`,
  }),
  "only-those-they-added": ({ role }) => ({
    message: say`${quoteOr(role, "the role")} may change only people they added themselves`,
  }),
  "only-those-they-created": ({ role }) => ({
    message: say`${quoteOr(role, "the role")} may change only what they created themselves`,
  }),
  "lost-earlier-in-plan": ({ member, permission }) => ({
    message: say`an earlier change of this plan takes ${quote(permission)} from ${quoteOr(member, "the actor")}`,
    help: say`split the plan in two`,
  }),
  "not-held-live": ({ permission }) => ({
    message: say`only this plan itself would give the right to ${quote(permission)}`,
    help: say`let someone who holds it live make the change`,
  }),
  "owner-only-by-transfer": ({ owner }) => ({
    message: say`the Owner${withQuote(" ", owner)} changes only by an explicit transfer`,
    help: say`transfer the ownership in the product`,
  }),
};

function notPermitting(roles: Argument): Phrase {
  const held = given(roles, say`${quote(roles)} ${agreeing(roles, "does", "do")} not permit`);
  return held.length === 0 ? say`no live role permits` : held;
}

function forTwo(rights: Argument, rule: Argument): Phrase {
  const seat = given(rights, say`a privileged seat, ${quote(rights)},`);
  return seat.length === 0 ? say`the rule${withQuote(" ", rule)}` : seat;
}

// Everybody who was asked and does not count, by the reason.
function whyNot({ strangers, pending, lost, limited, lacking, permission, project }: MessageArguments): Phrase {
  const lack = say`${agreeing(lacking, "lacks", "lack")} ${quoteOr(permission, "the right")}${withQuote(" in ", project)}`;
  const reasons = [
    given(strangers, say`${quote(strangers)} ${agreeing(strangers, "is", "are")} not in the organization`),
    given(pending, say`${quote(pending)} ${agreeing(pending, "has", "have")} not accepted the invitation yet`),
    given(lost, say`an earlier change of this plan takes the right from ${quote(lost)}`),
    given(limited, say`the rights of ${quote(limited)} do not reach so far`),
    given(lacking, say`${quote(lacking)} ${lack}`),
  ].filter((reason) => reason.length > 0);
  return reasons.flatMap((reason, at) => [{ words: at === 0 ? ": " : "; " }, ...reason]);
}
