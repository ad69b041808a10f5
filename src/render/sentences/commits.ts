import { bare, counted, given, quote, quoteOr, say, withQuote } from "./phrase.ts";
import type { Argument, SentenceTable } from "./phrase.ts";

/** Manifests that are read from a commit. */
export const commitSentences: SentenceTable = {
  "path-odd": ({ oddity }) => ({
    message: say`the name of this file ${bare(oddityWords(oddity))}`,
    help: say`rename the file, or its folder`,
  }),
  "commit-unknown": ({ name, folder }) => ({
    message: say`${quoteOr(name, "this")} is no commit of the clone${withQuote(" at ", folder)}`,
    help: say`name a branch, a tag or a commit; is the folder in a clone, and is something committed?`,
  }),
  "sha-malformed": ({ sha }) => ({
    message: say`${quoteOr(sha, "this")} is not the whole id of a commit`,
    help: say`give all of its 40 hexadecimal digits, in lower case`,
  }),
  "directory-malformed": ({ directory }) => ({
    message: say`${quoteOr(directory, "this")} is not a folder of the repository`,
    help: say`write it from the repository's root, such as ${quote("organization")}`,
  }),
  "not-a-clone": ({ folder }) => ({
    message: say`${quoteOr(folder, "the folder")} is not a clone that git can read`,
    help: say`check the repository out before this step`,
  }),
  "git-missing": () => ({
    message: say`git could not be started`,
    help: say`install git on this machine`,
  }),
  "git-too-slow": ({ seconds }) => ({
    message: say`git did not end${given(seconds, say` within ${counted(seconds, "second", "seconds")}`)}`,
    help: say`run it again; if it happens again, check the connection and the size of the repository`,
  }),
  "remote-malformed": () => ({
    message: say`the repository's address is not one with https`,
    help: say`write it like ${quote("https://github.com/acme/organization")}, without a name or a token in it`,
  }),
  "commit-missing": ({ sha }) => ({
    message: say`the clone does not hold the commit ${quoteOr(sha, "that is needed")}, or not enough of its history`,
    help: say`set ${quote("fetch-depth: 0")} in the step that checks the repository out`,
  }),
  "commit-not-fetched": ({ sha }) => ({
    message: say`the commit ${quoteOr(sha, "that is needed")} could not be fetched`,
    help: say`check that it still exists and that the token has ${quote("contents: read")}, or set ${quote("fetch-depth: 0")} in the step that checks the repository out`,
  }),
  "commit-unreadable": ({ sha }) => ({
    message: say`the commit ${quoteOr(sha, "that is needed")} cannot be read whole`,
    help: say`check the repository out anew`,
  }),
  "blob-unreadable": ({ file }) => ({
    message: say`the commit's file ${quoteOr(file, "that is needed")} cannot be read`,
    help: say`check the repository out anew, without ${quote("filter")}`,
  }),
  "push-rewrote-history": ({ before, after }) => ({
    message: say`the push replaced history: ${quoteOr(before, "the former tip")} is not part of ${quoteOr(after, "the new one")}`,
    help: say`forbid force pushes to this branch, and bring the change in with a pull request`,
  }),
};

function oddityWords(oddity: Argument): Argument {
  return oddities.get(String(oddity)) ?? "is not plain";
}

const oddities: ReadonlyMap<string, string> = new Map([
  ["not-text", "is not UTF-8"],
  ["control-character", "holds a control character"],
  ["invisible-character", "holds a character that cannot be seen"],
  ["backslash-or-colon", "holds a backslash or a colon, which some systems take for something else"],
  ["leads-elsewhere", "leads out of its folder"],
  ["not-composed", "is spelled in a way that some systems change (not Unicode NFC)"],
  ["ends-in-dot-or-space", "begins or ends with a dot or a space, which some systems drop"],
  ["device-name", "means a device on Windows"],
]);
