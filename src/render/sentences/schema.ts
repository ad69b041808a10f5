import { bare, counted, quote, quoteOr, say, withBare, withQuote } from "./phrase.ts";
import type { Argument, Phrase, SentenceTable } from "./phrase.ts";
import { suggestion } from "./suggestion.ts";

/** Documents whose shape is not what their kind asks for. */
export const schemaSentences: SentenceTable = {
  "unsupported-version": ({ version, supported }) => ({
    message: say`apiVersion ${quote(version)} is not supported`,
    help: say`supported: ${bare(supported)}`,
  }),
  "unknown-kind": ({ kind, nearest, known }) => ({
    message: say`kind ${quote(kind)} does not exist`,
    help: suggestion(nearest, say`kinds`, known),
  }),
  "unknown-key": ({ key, nearest, known }) => ({
    message: say`key ${quote(key)} is not known here`,
    help: suggestion(nearest, say`known keys`, known),
  }),
  "forbidden-key": ({ key }) => ({
    message: say`key ${quote(key)} is not allowed in a manifest`,
    help: say`choose another name`,
  }),
  "missing-key": ({ key, examples, meaning }) => ({
    message: say`key ${quote(key)} is missing`,
    help: say`add it${withBare(", with one of: ", examples)}${withBare(": ", firstWords(meaning))}`,
  }),
  type: ({ expected, got, value, keys }) => ({
    message: say`${bare(expected)} expected, got ${bare(got)}${withQuote(" ", value)}`,
    help: typeHelp(expected, got, keys),
  }),
  "ambiguous-number": ({ value }) => ({
    message: say`number ${quote(value)} means different things to different readers`,
    help: say`put it in quotes if it is a text, or write it without leading zeros`,
  }),
  "null-not-allowed": ({ key }) => ({
    message: say`${quoteOr(key, "the key")} has no value`,
    help: nullHelp(key),
  }),
  "min-items": ({ field, least, without }) => ({
    message: say`${quoteOr(field, "the list")} needs at least ${counted(least, "item", "items")}`,
    help: fewItemsHelp(field, without),
  }),
  "max-items": ({ field, most }) => ({
    message: say`${quoteOr(field, "the list")} may have at most ${counted(most, "item", "items")}`,
    help: say`delete some`,
  }),
  "duplicate-item": ({ item }) => ({
    message: say`${quoteOr(item, "an item")} appears twice in the list`,
    help: say`delete one of the two`,
  }),
  "not-one-of": ({ value, nearest, known }) => ({
    message: say`value ${quote(value)} is not allowed here`,
    help: suggestion(nearest, say`allowed`, known),
  }),
  pattern: ({ value, meaning, pattern }) => ({
    message: say`${quote(value)} does not have the right form`,
    help: say`expected: ${bare(formWords(pattern) ?? firstWords(meaning) ?? "another form")}`,
  }),
  "handle-malformed": ({ value, instead }) => ({
    message: say`${quote(value)} is not a name for references`,
    help: say`use lower-case letters, digits, and hyphens between them${withQuote(", such as ", instead === "" ? undefined : instead)}`,
  }),
  "too-short": ({ field, least }) => ({
    message: say`${quoteOr(field, "the text")} needs at least ${counted(least, "character", "characters")}`,
    help: say`write a longer text`,
  }),
  "too-long": ({ field, most, length }) => ({
    message: say`${quoteOr(field, "the text")} may have ${bare(most)} characters at most${withBare(", it has ", length)}`,
    help: say`shorten it`,
  }),
  "too-small": ({ value, least }) => ({
    message: say`number ${quote(value)} is too small, the least is ${bare(least)}`,
    help: say`write ${bare(least)} or more`,
  }),
  "too-large": ({ value, most }) => ({
    message: say`number ${quote(value)} is too large, the most is ${bare(most)}`,
    help: say`write ${bare(most)} or less`,
  }),
  "interpolation-not-supported": ({ expression }) => ({
    message: say`${quote(expression)} would not be filled in`,
    help: say`write the value itself; manifests have no variables`,
  }),
  "secret-in-manifest": ({ looksLike, key }) => ({
    message: say`this looks like a ${bare(looksLike)}${withQuote(", under the key ", key)}`,
    help: say`delete it, and revoke it if it was ever pushed; manifests need no secrets`,
  }),
};

// Indentation that was forgotten makes these keys look empty.
function nullHelp(key: Argument): Phrase {
  if (key === "spec" || key === "metadata") return say`indent the lines that belong to it by two spaces`;
  if (key === "roles" || key === "administrationRoles") return say`write at least one role`;
  return say`write ${quote("[]")} or ${quote('""')} to make it empty, or delete the key to leave the live value alone`;
}

function fewItemsHelp(field: Argument, without: Argument): Phrase {
  if (field === "administrationRoles") {
    return say`everyone needs at least one Administration role; ${quote("[Member]")} is the least`;
  }
  return without === "impossible"
    ? say`add an item`
    : say`add an item, or delete the key to leave the live value alone`;
}

function typeHelp(expected: Argument, got: Argument, keys: Argument): Phrase {
  if (expected === "list") {
    return got === "mapping"
      ? say`put ${quote("-")} before each entry`
      : say`write the items in brackets: ${quote("[a, b]")}`;
  }
  if (expected === "mapping") return mappingHelp(keys);
  if (got === "list") return say`write one value, without brackets`;
  if (expected === "boolean") return say`write ${quote("true")} or ${quote("false")}`;
  return expected === "string"
    ? say`put the value in quotes`
    : say`write a number without quotes, such as ${quote("2")}`;
}

function mappingHelp(keys: Argument): Phrase {
  const names = Array.isArray(keys) ? keys.map((key) => `${String(key)}: …`) : [];
  return names.length === 0
    ? say`write keys with values`
    : say`write keys with values, such as ${quote(`{ ${names.join(", ")} }`)}`;
}

// The first sentence of a description, as it reads after a colon.
function firstWords(meaning: Argument): string | undefined {
  if (typeof meaning !== "string" || meaning === "") return undefined;
  const [first = ""] = meaning.split(/(?<=\w`?)\. /);
  return `${first.charAt(0).toLowerCase()}${first.slice(1)}`.replace(/\.$/, "");
}

function formWords(pattern: Argument): string | undefined {
  return typeof pattern === "string" ? wordsByPattern.get(pattern) : undefined;
}

const wordsByPattern: ReadonlyMap<string, string> = new Map([
  ["^[A-Za-z0-9_]+$", "letters, digits and underscores"],
  ["^[A-Za-z0-9_:-]*$", "letters, digits, colons, hyphens and underscores"],
  [String.raw`^\S(.*\S)?$`, "a text that neither begins nor ends with a space"],
]);
