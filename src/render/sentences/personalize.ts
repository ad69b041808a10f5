import { bare, counted, quote, say } from "./phrase.ts";
import type { Argument, Phrase, SentenceTable } from "./phrase.ts";
import { suggestion } from "./suggestion.ts";

/** Attributes, events, audiences and experiences. */
export const personalizeSentences: SentenceTable = {
  "key-unusual": ({ key, character }) => ({
    message: say`key ${quote(key)} holds ${quote(character)}, which the service may not take`,
    help: say`use letters, digits, periods, hyphens and underscores`,
  }),
  "rule-empty": () => ({
    message: say`the rule compares nothing`,
    help: say`write one like ${quote("{ attribute: COUNTRY, equals: CA }")}`,
  }),
  "rule-without-attribute": ({ operator }) => ({
    message: say`the rule does not say what ${quote(operator)} is about`,
    help: say`add ${quote("attribute")}`,
  }),
  "rule-without-operator": ({ known }) => ({
    message: say`the rule does not say how to compare`,
    help: say`add one of: ${bare(known)}`,
  }),
  "rule-several-operators": ({ operators }) => ({
    message: say`the rule compares in several ways at once: ${quote(operators)}`,
    help: say`keep one, or write several rules under ${quote("all")} or ${quote("any")}`,
  }),
  "rule-several-at-once": ({ key, form }) => ({
    message: say`${quote(key)} cannot stand beside ${quote(form)} in one rule`,
    help: say`make two rules of it`,
  }),
  "unknown-preset": ({ attribute, nearest, known }) => ({
    message: say`the service has no attribute ${quote(attribute)}`,
    help: suggestion(nearest, say`its own attributes`, known),
  }),
  "audience-root-not-group": () => ({
    message: say`an audience must start with a group of rules`,
    help: say`put the rule under ${quote("all")} or ${quote("any")}`,
  }),
  "audience-too-deep": ({ most }) => ({
    message: say`groups of rules stand more than ${counted(most, "level", "levels")} deep`,
    help: say`flatten the groups, or make two audiences of them`,
  }),
  "audience-too-many-rules": ({ count, most, mostOnRequest }) => ({
    message: say`the audience has ${counted(count, "rule", "rules")}${limits(most, mostOnRequest)}`,
    help: say`make several audiences of it`,
  }),
  "raw-not-needed": ({ instead }) => ({
    message: say`this can be said without ${quote("raw")}`,
    help: say`write ${quote(instead)} instead`,
  }),
  "field-beside-raw": ({ field }) => ({
    message: say`${quote(field)} cannot stand beside ${quote("raw")}, which says it already`,
    help: say`delete one of the two`,
  }),
  "field-not-for-type": ({ field, type }) => ({
    message: say`${quote(field)} means nothing in an experience of type ${quote(type)}`,
    help: say`delete the key`,
  }),
  "too-many-variants": ({ count, most, mostOnRequest }) => ({
    message: say`there are ${counted(count, "variant", "variants")}${limits(most, mostOnRequest)}`,
    help: say`divide them among several experiences`,
  }),
  "too-few-variants": ({ status, type, least }) => ({
    message: say`with status ${bare(status)} and type ${quote(type)}, there must be at least ${counted(least, "variant", "variants")}`,
    help: say`add variants, or make its status ${quote("draft")}`,
  }),
  "variant-not-unique": ({ field, value }) => ({
    message: say`two variants have the ${bare(field)} ${quote(value)}`,
    help: say`give each variant its own`,
  }),
  "duplicate-tag": ({ tag }) => ({
    message: say`tag ${quote(tag)} appears twice, in whatever case`,
    help: say`delete one of the two`,
  }),
  "draft-beside-draft": () => ({
    message: say`the version is a draft itself, so there can be no other`,
    help: say`move the content of ${quote("draft")} into ${quote("version")}`,
  }),
  "discard-with-content": ({ key }) => ({
    message: say`a draft that is discarded cannot have ${quote(key)}`,
    help: say`delete the key, or delete ${quote("discard")}`,
  }),
  "split-has-word": ({ split, instead }) => ({
    message: say`the split ${quote(split)} has a word of its own`,
    help: say`write ${quote(instead)}`,
  }),
  "traffic-without-custom-split": () => ({
    message: say`${quote("traffic")} counts only when the split is ${quote("custom")}`,
    help: say`write ${quote("split: custom")}, or delete the key`,
  }),
  "custom-split-without-variants": () => ({
    message: say`a custom split needs variants with their traffic`,
    help: say`add ${quote("variants")}, or write ${quote("split: equal")}`,
  }),
  "traffic-missing": ({ variant }) => ({
    message: say`variant ${quote(variant)} has no traffic`,
    help: say`with a custom split every variant needs ${quote("traffic")}`,
  }),
  "traffic-sum": ({ total }) => ({
    message: say`the traffic of the variants is ${bare(total)} together, it must be 100`,
    help: say`change the shares of the variants so that they add up`,
  }),
  "illegal-version-step": ({ title, from, to, reason }) => ({
    message: say`experience ${quote(title)} cannot go from ${bare(from)} to ${bare(to)}: ${stepReason(reason)}`,
    help: stepHelp(reason),
  }),
};

function limits(most: Argument, mostOnRequest: Argument): Phrase {
  return say`, the service takes ${bare(most)}, and ${bare(mostOnRequest)} on request`;
}

function stepReason(reason: Argument): Phrase {
  if (reason === "back-to-draft") return say`a version that was shown never becomes a draft again`;
  if (reason === "second-draft") return say`there can be one draft only`;
  return say`it has too few variants to be shown`;
}

function stepHelp(reason: Argument): Phrase {
  if (reason === "back-to-draft") {
    return say`make its status ${quote("paused")}, and prepare the next version under ${quote("draft")}`;
  }
  if (reason === "second-draft") return say`change the draft that is there`;
  return say`add variants, or leave the status as it is`;
}
