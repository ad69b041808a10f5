import { counted, given, quote, say, withBare } from "./phrase.ts";
import type { Argument, Phrase, SentenceTable } from "./phrase.ts";

/** Problems with files and their bytes. */
export const fileSentences: SentenceTable = {
  "empty-document": () => ({
    message: say`the document is empty`,
    help: say`write a document with apiVersion, kind, metadata and spec, or delete the file`,
  }),
  "root-not-mapping": ({ found }) => ({
    message: say`a document must be a mapping${withBare(", this one is ", shapeWords(found))}`,
    help: say`start with ${quote("apiVersion: charter/v1")}`,
  }),
  "encoding-not-utf8": () => ({
    message: say`the file is not UTF-8 text`,
    help: say`save the file as UTF-8`,
  }),
  "invisible-character": ({ character }) => ({
    message: say`a character that cannot be seen stands here${withBare(": ", character)}`,
    help: say`delete it; a reviewer would not notice it`,
  }),
  "control-character": ({ character }) => ({
    message: say`a control character stands here${withBare(": ", character)}`,
    help: say`delete it`,
  }),
  "bidi-character": ({ character }) => ({
    message: say`a character that turns the direction of text stands here${withBare(": ", character)}`,
    help: say`delete it; with it the line reads differently from what it means`,
  }),
  "line-break-cr": () => ({
    message: say`a line ends with a carriage return alone`,
    help: say`save the file with LF or CRLF line ends`,
  }),
  "file-too-large": ({ bytes, limit }) => ({
    message: say`the file is too large${sizes(bytes, limit)}`,
    help: say`split it into several files`,
  }),
  "total-too-large": ({ bytes, limit }) => ({
    message: say`the manifests are too large together${sizes(bytes, limit)}`,
    help: say`keep only manifests in this folder, or divide the organization among several repositories`,
  }),
  "too-many-files": ({ count, limit }) => ({
    message: say`there are too many files${withBare(": ", count)}${withBare(", the limit is ", limit)}`,
    help: say`put several documents into one file, divided by ${quote("---")}`,
  }),
  "path-too-long": ({ limit }) => ({
    message: say`the path is too long${withBare(", the limit in bytes is ", limit)}`,
    help: say`shorten the names of the folders or the file`,
  }),
  "symlink-refused": () => ({
    message: say`symbolic links are not followed`,
    help: say`put the file or the folder itself here`,
  }),
  "not-regular-file": () => ({
    message: say`this is not a regular file`,
    help: say`a manifest must be a plain file`,
  }),
  "submodule-refused": () => ({
    message: say`git submodules are not read`,
    help: say`put the manifests themselves into this repository`,
  }),
  "path-case-collision": ({ path, other }) => ({
    message: say`paths ${quote(path)} and ${quote(other)} differ only in case`,
    help: say`rename one of them; some systems can hold only one`,
  }),
  "file-unreadable": ({ detail }) => ({
    message: say`the file cannot be read${withBare(": ", detail)}`,
    help: say`check that it exists and that you may read it`,
  }),
};

function shapeWords(found: Argument): Argument {
  return typeof found === "string" ? (shapes.get(found) ?? found) : undefined;
}

const shapes: ReadonlyMap<string, string> = new Map([
  ["null", "an empty value"],
  ["string", "a text"],
  ["number", "a number"],
  ["boolean", "a truth value"],
  ["list", "a list"],
]);

function sizes(bytes: Argument, limit: Argument): Phrase {
  return say`${given(bytes, say`: ${counted(bytes, "byte", "bytes")}`)}${withBare(", the limit is ", limit)}`;
}
