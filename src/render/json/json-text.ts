import type { Json } from "../../model/json.ts";

// What JSON may hold raw and a reader cannot see: the same characters every other output shows as `\u{…}`.
const unseen = /[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{7f}-\u{9f}]/gu;

// GitHub's runner takes `##[` anywhere in a log line for a command. In JSON text it can only stand inside a string.
const runnerCommand = /##(?=\[)/g;

/**
 * JSON text with two spaces of indentation. Unseen characters are escaped, which changes no value and keeps the text
 * harmless on a terminal.
 */
export function jsonText(value: Json, indent = 0): string {
  const text = JSON.stringify(value, undefined, 2).replace(unseen, escapeUnits).replace(runnerCommand, "#\\u0023");
  return indent === 0 ? text : text.replaceAll("\n", `\n${" ".repeat(indent)}`);
}

/** A member of an object written piece by piece: a value, or a list whose items are made when they are needed. */
export type StreamedMember =
  | { readonly key: string; readonly value: Json }
  | { readonly key: string; readonly items: Iterable<Json> };

/** The text of a big object in pieces: joined they are the same as `jsonText` of the whole, and a line break. */
export function* streamObject(members: readonly StreamedMember[]): Generator<string, void> {
  for (const [at, member] of members.entries()) {
    yield `${at === 0 ? "{" : ","}\n  ${jsonText(member.key)}: `;
    if ("items" in member) yield* streamItems(member.items);
    else yield jsonText(member.value, 2);
  }
  yield members.length === 0 ? "{}\n" : "\n}\n";
}

function* streamItems(items: Iterable<Json>): Generator<string, void> {
  let first = true;
  for (const item of items) {
    yield `${first ? "[" : ","}\n    ${jsonText(item, 4)}`;
    first = false;
  }
  yield first ? "[]" : "\n  ]";
}

function escapeUnits(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
