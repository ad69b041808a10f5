import { bare, kindWord, quote, say, withBare, withQuote } from "./phrase.ts";
import type { Argument, Phrase, SentenceTable } from "./phrase.ts";

/** Targets that are not there, cannot be used or cannot be read. */
export const targetSentences: SentenceTable = {
  "target-unknown": ({ target }) => ({
    message: say`target ${quote(target)} is not understood`,
    help: targetHelp(target),
  }),
  "target-mismatch": ({ target, declared }) => ({
    message: say`target ${quote(target)} is not the organization that is declared${withQuote(", ", declared)}`,
    help: say`check ${quote("--target")} and the Organization's ${quote("metadata.uid")}`,
  }),
  "base-url": ({ url }) => ({
    message: say`the address${withQuote(" ", url)} is not one Charter sends a token to`,
    help: say`name a region instead of an address`,
  }),
  token: () => ({
    message: say`the token is missing or cannot be used`,
    help: say`set it in the environment; it must belong to a user of the organization`,
  }),
  "live-unreadable": ({ what, detail }) => ({
    message: say`the live organization could not be read completely${withQuote(": ", what)}${withBare(": ", detail)}`,
    help: say`nothing was written; run again when the target answers`,
  }),
  "live-ambiguous-identity": ({ kind, uids }) => ({
    message: say`two live objects of kind ${kindWord(kind)} cannot be told apart: ${quote(uids)}`,
    help: say`pin each of them with ${quote("metadata.uid")}`,
  }),
  "live-unknown-shape": ({ kind, uid, field }) => ({
    message: say`the target holds what Charter does not know${withBare(": ", kind)}${withQuote(" ", uid)}${withQuote(", field ", field)}`,
    help: say`it is left untouched; a newer Charter may know it`,
  }),
  locked: ({ id, holder, since }) => ({
    message: say`another apply holds ${id === undefined ? say`the lock` : say`lock ${bare(id)}`}${withQuote(": ", holder)}${withBare(" since ", since)}`,
    help: say`wait for it to end, or wait longer with ${quote("--lock-timeout")}${id === undefined ? [] : say`; if it died, ${quote(`charter lock release ${String(id)}`)}`}`,
  }),
  "lock-other": ({ id, held }) => ({
    message: say`lock ${bare(id)} is not the one that was taken last${withBare(": that is ", held)}`,
    help: say`look again with ${quote("charter lock status")}`,
  }),
  "lock-not-ended": ({ id }) => ({
    message: say`lock ${bare(id)} is held by a process that cannot be ended from here`,
    help: say`end it on its machine; whatever it has not finished is undone`,
  }),
  "outcome-unknown": ({ detail }) => ({
    message: say`it is not known whether the changes were kept${withBare(": ", detail)}`,
    help: say`run ${quote("charter plan")} when the target answers: it shows what is still to do`,
  }),
  "store-forbidden": ({ detail }) => ({
    message: say`the database does not allow it${withBare(": ", detail)}`,
    help: say`grant the login what it needs (docs/postgresql.md); nothing was written`,
  }),
  "organization-absent": ({ target }) => ({
    message: say`there is no organization at ${quote(target)} yet`,
    help: say`found one with ${quote("charter apply")}`,
  }),
  "store-missing": ({ target }) => ({
    message: say`there is no organization at ${quote(target)} yet`,
    help: say`found one with ${quote("charter apply")}`,
  }),
  "store-newer": ({ found, supported }) => ({
    message: say`the store was written by a newer Charter, in format ${bare(found)}; this one knows ${bare(supported)}`,
    help: say`update Charter`,
  }),
  "store-damaged": ({ detail }) => ({
    message: say`the store is damaged${withBare(": ", detail)}`,
    help: say`restore it from a copy; nothing was written`,
  }),
  "store-foreign": ({ detail }) => ({
    message: say`the store is not one of Charter's${withBare(": ", detail)}`,
    help: say`check the target's path`,
  }),
  "store-failed": ({ detail }) => ({
    message: say`the store could not be written${withBare(": ", detail)}`,
    help: say`nothing was written`,
  }),
  "store-not-a-file": ({ path }) => ({
    message: say`${quote(path)} is not a file that can hold a store`,
    help: say`name a file, such as ${quote("sqlite:.charter/organization.db")}`,
  }),
  "store-unusable": ({ path, detail }) => ({
    message: say`the store ${quote(path)} cannot be opened${withBare(": ", detail)}`,
    help: say`check that the folder exists and that you may write there`,
  }),
  "store-on-network": ({ path }) => ({
    message: say`the store${withQuote(" ", path)} is on a network drive, where locks cannot be trusted`,
    help: say`keep it on a local disk`,
  }),
};

// A path alone is the commonest slip.
function targetHelp(target: Argument): Phrase {
  const isPath = typeof target === "string" && target !== "" && !target.includes(":");
  return say`${isPath ? say`did you mean ${quote(`sqlite:${target}`)}? ` : []}targets are written ${quote("sqlite:PATH")} or ${quote("postgres://USER@HOST/DATABASE")}`;
}
