import { bare, kindWord, quote, say, withQuote } from "./phrase.ts";
import type { Argument, Phrase, SentenceTable } from "./phrase.ts";
import { suggestion } from "./suggestion.ts";

/** Documents that do not fit together, or do not fit the live organization. */
export const referenceSentences: SentenceTable = {
  "unknown-reference": ({ kind, name, project, nearest, known }) => ({
    message: say`${kindWord(kind)} ${quote(name)} does not exist${withQuote(" in project ", project)}`,
    help: referenceHelp(kind, suggestion(nearest, say`known ${kindWord(kind)}s`, known)),
  }),
  "wrong-product": ({ name, product, expected }) => ({
    message: say`project ${quote(name)} is of product ${quote(product)}, here it must be of ${quote(expected)}`,
    help: say`name another project`,
  }),
  "role-not-assignable": ({ name, known }) => ({
    message: say`role ${quote(name)} cannot be given to anyone`,
    help: say`roles that can: ${bare(known)}`,
  }),
  "reserved-title": ({ title, shipped }) => ({
    message: say`a custom role cannot be called ${quote(title)} beside the shipped role ${quote(shipped)}`,
    help: say`give it a title that nobody takes for the other`,
  }),
  "duplicate-name": ({ kind, name }) => ({
    message: say`two documents have the name ${quote(name)} for a ${kindWord(kind)}`,
    help: say`keep one of them, or give one another name`,
  }),
  "same-identity": ({ kind, name, other }) => ({
    message: say`${kindWord(kind)} ${quote(name)} is the same as ${quote(other)}`,
    help: say`the target would see one object, by its e-mail, key or title; keep one document`,
  }),
  "same-uid": ({ kind, name, other }) => ({
    message: say`${kindWord(kind)} ${quote(name)} has the same uid as ${quote(other)}`,
    help: say`correct one of the two`,
  }),
  "uid-not-live": ({ kind, uid }) => ({
    message: say`no live ${kindWord(kind)} has the uid ${quote(uid)}`,
    help: say`correct ${quote("metadata.uid")}, or delete it to find the object by its e-mail, key or title`,
  }),
  "matched-twice": ({ kind, name, other }) => ({
    message: say`${kindWord(kind)} ${quote(name)} and ${quote(other)} mean the same live object`,
    help: say`pin each with ${quote("metadata.uid")}, or correct ${quote("metadata.previously")}`,
  }),
  "immutable-field": ({ field, before, after }) => ({
    message: say`${quote(field)} cannot change after creation: it is ${quote(before)}, not ${quote(after)}`,
    help: say`write the live value, or declare a new object under another name`,
  }),
  "organization-missing": () => ({
    message: say`no document of kind Organization was found`,
    help: say`name the folder that holds it, or start one with ${quote("charter init")}; every set of manifests needs exactly one`,
  }),
  "organization-twice": () => ({
    message: say`there is more than one document of kind Organization`,
    help: say`every set of manifests needs exactly one`,
  }),
  "personalize-only": ({ field, product }) => ({
    message: say`${quote(field)} is for Personalize projects, this one is of product ${quote(product)}`,
    help: say`delete the key`,
  }),
  "connected-to-itself": ({ name }) => ({
    message: say`project ${quote(name)} cannot be connected to itself`,
    help: say`name a project of product ${quote("cms")}`,
  }),
  "role-project-missing": () => ({
    message: say`a role of level project needs a project`,
    help: say`add ${quote("project")}, or make the level ${quote("product")}`,
  }),
  "role-project-unexpected": ({ project }) => ({
    message: say`a role of level product belongs to no project${withQuote(", this one names ", project)}`,
    help: say`delete ${quote("project")}, or make the level ${quote("project")}`,
  }),
  "role-level-impossible": ({ product, level }) => ({
    message: say`product ${quote(product)} has no custom roles of level ${quote(level)}`,
    help: say`make the level ${quote("product")}, or name another product`,
  }),
  "rule-two-shapes": () => ({
    message: say`the rule has both ${quote("category")} and ${quote("module")}`,
    help: say`keep one: ${quote("module")} in a role of a stack, ${quote("category")} elsewhere`,
  }),
  "rule-without-subject": ({ level }) => ({
    message: say`the rule does not say what it is about`,
    help: say`add ${quote(level === "project" ? "module" : "category")}`,
  }),
  "rule-without-actions": ({ category }) => ({
    message: say`the rule${withQuote(" about ", category)} allows nothing`,
    help: say`add at least one action`,
  }),
};

function referenceHelp(kind: Argument, suggested: Phrase): Phrase {
  const help = suggested.length === 0 ? say`declare it, or correct the name` : suggested;
  // The service's own attributes are no objects anybody declares.
  return kind === "Attribute" ? say`${help}; the service's own are in capitals, such as ${quote("COUNTRY")}` : help;
}
