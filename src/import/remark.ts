import type { MessageArguments } from "../model/diagnostic.ts";

/** Something that a person should know about an import: what was left out and why, or what to look at before applying. */
export interface Remark {
  readonly topic: "left-out" | "caution";
  readonly code: RemarkCode;
  readonly args: MessageArguments;
}

/** Every remark there is. */
export type RemarkCode = keyof typeof words;

/** Makes a remark about something that was left out. */
export function leftOut(code: RemarkCode, args: MessageArguments): Remark {
  return { topic: "left-out", code, args };
}

/** Makes a remark about something to look at. */
export function caution(code: RemarkCode, args: MessageArguments): Remark {
  return { topic: "caution", code, args };
}

/** The remark as a sentence without a period. Titles in it are as they stand in the export: make them visible before showing. */
export function remarkText({ code, args }: Remark): string {
  return words[code](Object.fromEntries(Object.entries(args).map(([name, value]) => [name, wordOf(value)])));
}

type Words = Readonly<Record<string, string>>;

const words = {
  "preset-attributes": ({ count }: Words) =>
    `${count} preset ${count === "1" ? "attribute" : "attributes"}, which every project has`,
  "connected-stack": ({ project }: Words) =>
    `the connected stack of project \`${project}\`, which the export names by its key alone: declare the stack and set \`connectedStack\``,
  "lytics-audience": ({ title }: Words) => `audience \`${title}\`, which Lytics keeps`,
  "lytics-experience": ({ title }: Words) => `experience \`${title}\`, whose variants use audiences that Lytics keeps`,
  "unknown-type": ({ title, type }: Words) => `experience \`${title}\`, whose type \`${type}\` is not known`,
  "project-unknown": ({ kind, title }: Words) => `${kind} \`${title}\`, whose project is not in the export`,
  "refers-to-absent": ({ kind, title, otherKind, uid }: Words) =>
    `${kind} \`${title}\`, which refers to ${otherKind} ${uid} that is not in the export`,
  "refers-to-left-out": ({ kind, title, otherKind, other }: Words) =>
    `${kind} \`${title}\`, which refers to ${otherKind} \`${other}\` that was left out`,
  "other-versions": ({ title, versions }: Words) =>
    `versions of experience \`${title}\` that do not count any more: ${versions}`,
  field: ({ kind, field, title, more }: Words) =>
    `field \`${field}\` of ${kind} \`${title}\`${more}, for which manifests have no word`,
  "raw-uids": ({ kind, title }: Words) =>
    `${kind} \`${title}\` holds uids inside \`raw\`; they mean nothing in another organization`,
} as const;

function wordOf(value: MessageArguments[string]): string {
  return typeof value === "object" ? value.join(", ") : String(value ?? "");
}
