import { bare, quote, quoteOr, say, withBare, withQuote } from "./phrase.ts";
import type { Argument, Phrase, SentenceTable } from "./phrase.ts";

/** Backups, and organizations that move from one target to another. */
export const archiveSentences: SentenceTable = {
  "archive-target-taken": ({ target }) => ({
    message: say`${quote(target)} holds an organization already`,
    help: say`name a target that holds none; nothing was written`,
  }),
  "archive-newer": ({ what, found, supported }) => ({
    message: say`the archive was written by a newer Charter, with ${bare(what)} format ${bare(found)}; this one knows ${bare(supported)}`,
    help: say`update Charter`,
  }),
  "archive-damaged": ({ problem, line }) => ({
    message: say`${damage(problem)}${withBare(", at line ", line)}`,
    help: say`nothing was kept; use another copy of the archive`,
  }),
  "archive-unreadable": ({ file, detail }) => ({
    message: say`the archive${withQuote(" ", file)} cannot be read${withBare(": ", detail)}`,
    help: say`check the path, and that you may read it`,
  }),
  "archive-exists": ({ file }) => ({
    message: say`${quoteOr(file, "the file")} is there already, and a backup overwrites nothing`,
    help: say`name a new file`,
  }),
  "archive-not-written": ({ file, detail }) => ({
    message: say`the archive${withQuote(" ", file)} cannot be written${withBare(": ", detail)}`,
    help: say`check that the folder exists and that you may write there`,
  }),
  "archive-differs": ({ from, to, tables }) => ({
    message: say`what was written${withQuote(" to ", to)} is not what was read${withQuote(" from ", from)}; different: ${bare(tables)}`,
    help: say`somebody may have written to it meanwhile; do not work with it before you know`,
  }),
  "archive-unproved": ({ to }) => ({
    message: say`everything was written${withQuote(" to ", to)}, but it could not be read back and compared`,
    help: say`check it with ${quote("charter audit verify")} and ${quote("charter plan")} before you work with it`,
  }),
  "archive-source-moved": ({ from, to }) => ({
    message: say`somebody wrote to ${quoteOr(from, "the source")} while it was copied; ${quoteOr(to, "the copy")} holds what was there before`,
    help: say`copy again, into a target that holds nothing, while nobody works with the source`,
  }),
};

function damage(problem: Argument): Phrase {
  if (problem === "header") return say`this is not an archive of Charter`;
  const damages = new Map<Argument, Phrase>([
    ["order", say`a row is repeated or in the wrong place`],
    ["count", say`rows are missing or were added`],
    ["checksum", say`its checksum does not match`],
    ["after-end", say`something follows its end`],
    ["truncated", say`its end is missing`],
  ]);
  return say`the archive is damaged: ${damages.get(problem) ?? say`a line is not as Charter writes it`}`;
}
