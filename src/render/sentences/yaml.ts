import { bare, quote, quoteOr, say, withBare, withQuote } from "./phrase.ts";
import type { Argument, Phrase, SentenceTable } from "./phrase.ts";

/** Problems with the structure of YAML, and the parts of YAML that manifests do without. */
export const yamlSentences: SentenceTable = {
  "yaml-syntax": ({ reason }) => ({
    message: reason === undefined ? say`this is not valid YAML` : bare(reason),
    help: syntaxHelp(reason),
  }),
  "duplicate-key": ({ key }) => ({
    message: say`key ${quote(key)} appears twice`,
    help: say`keep one of the two; which one counts would depend on the reader`,
  }),
  "non-string-key": ({ key }) => ({
    message: say`a key must be a text${withQuote(", unlike ", key)}`,
    help: say`put the key in quotes`,
  }),
  "key-not-nfc": ({ key }) => ({
    message: say`key ${quote(key)} is written with separate accents`,
    help: say`type the key again; two spellings that look the same would be two keys`,
  }),
  "merge-key-refused": () => ({
    message: say`merge keys are not supported`,
    help: say`write the merged fields out, so that a reviewer sees them here`,
  }),
  "anchor-refused": ({ anchor }) => ({
    message: say`anchors are not supported${withQuote(": ", anchor)}`,
    help: say`write the value out wherever it is needed, so that a reviewer sees it there`,
  }),
  "alias-refused": ({ alias }) => ({
    message: say`aliases are not supported${withQuote(": ", alias)}`,
    help: say`write the value out here, so that a reviewer sees it; put it in quotes if the asterisk belongs to it`,
  }),
  "directive-refused": ({ directive }) => ({
    message: say`directives are not supported${withQuote(": ", directive)}`,
    help: say`delete the line; manifests are always YAML 1.2`,
  }),
  "tag-refused": ({ tag }) => ({
    message: say`tags are not supported${withQuote(": ", tag)}`,
    help: say`delete the tag; put the value in quotes if it must be a text`,
  }),
  "too-deep": ({ limit }) => ({
    message: say`the document is nested too deeply${withBare(", the limit in levels is ", limit)}`,
    help: say`flatten the value`,
  }),
  "too-many-nodes": ({ limit }) => ({
    message: say`the file holds too many values${withBare(", the limit is ", limit)}`,
    help: say`split it into several files`,
  }),
  "scalar-too-long": ({ limit }) => ({
    message: say`the value is too long${withBare(", the limit in bytes is ", limit)}`,
    help: say`shorten it`,
  }),
  "key-too-long": ({ limit }) => ({
    message: say`the key is too long${withBare(", the limit in characters is ", limit)}`,
    help: say`shorten it`,
  }),
  "tab-indent": () => ({
    message: say`a tab indents this line`,
    help: say`indent with spaces`,
  }),
  "unclosed-flow": ({ bracket }) => ({
    message: say`the bracket ${quoteOr(bracket, "here")} is never closed`,
    help: say`add the closing bracket`,
  }),
  "unclosed-quote": ({ quote: mark }) => ({
    message: say`the quote ${quoteOr(mark, "here")} is never closed`,
    help: say`add the closing quote`,
  }),
  "reserved-start": ({ character }) => ({
    message: say`a value cannot start with ${quote(character)}`,
    help: say`put the value in quotes`,
  }),
};

function syntaxHelp(reason: Argument): Phrase {
  if (reason === "a merge conflict is not resolved") return say`keep one of the two sides, and delete the marks`;
  return say`compare the line with those around it; keys of one mapping begin in the same column, and a space follows each colon`;
}
