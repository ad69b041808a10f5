import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject } from "../../model/json.ts";

/**
 * An object of an answer, read field by field. What GitHub says is input like any other: a field that is missing or of
 * another type ends the run with `github-malformed`, so that nothing unread passes for a fact.
 */
export interface AnswerObject {
  readonly id: (field: string) => number;
  readonly text: (field: string) => string;
  readonly flag: (field: string) => boolean;
  /** A commit: 40 or 64 hexadecimal digits. */
  readonly sha: (field: string) => string;
  readonly object: (field: string) => AnswerObject;
  readonly list: (field: string) => readonly AnswerObject[];
  /** Whether the field holds anything but `null`. */
  readonly has: (field: string) => boolean;
}

/** Begins to read an answer; `what` names it in messages. */
export function readAnswer(data: unknown, what: string): AnswerObject {
  if (!isJsonObject(data)) throw malformed(what, "it is no object");
  const read = <Value>(field: string, fits: (value: unknown) => value is Value): Value => {
    const value: unknown = Object.hasOwn(data, field) ? data[field] : undefined;
    if (!fits(value)) throw malformed(what, `its field \`${field}\` is missing or of another type`);
    return value;
  };
  return {
    id: (field) => read(field, isId),
    text: (field) => read(field, isText),
    flag: (field) => read(field, isFlag),
    sha: (field) => read(field, isSha),
    object: (field) => readAnswer(read(field, isJsonObject), what),
    list: (field) => readList(read(field, isList), what),
    has: (field) => Object.hasOwn(data, field) && data[field] !== undefined && data[field] !== null,
  };
}

/** Reads an answer that is a list of objects. */
export function readList(data: unknown, what: string): readonly AnswerObject[] {
  if (!isList(data)) throw malformed(what, "it is no list");
  return data.map((item) => readAnswer(item, what));
}

/** An answer that is not what GitHub describes. */
export function malformed(what: string, problem: string): Failure {
  return new Failure("github-malformed", exitCodes.unreadable, { what, problem });
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isFlag(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isSha(value: unknown): value is string {
  return typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
