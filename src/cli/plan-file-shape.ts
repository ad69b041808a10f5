import { isJsonList, isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { PlanFile } from "../plan/plan-file.ts";

/**
 * Whether a plan file has the shape that Charter prints. Its checksum alone does not tell: anybody can work one out, and what
 * has another shape must end as a plan that was altered, not as a fault of the program.
 */
export function isPlanFile(file: PlanFile): boolean {
  const { id, target, request, readSet, digest, changes, documents } = { ...file } as unknown as JsonObject;
  return (
    areTexts([id, target, digest]) &&
    isRequest(request) &&
    isReadSet(readSet) &&
    isListOf(changes, isText) &&
    isListOf(documents, isDocument)
  );
}

function isRequest(value: Json | undefined): boolean {
  if (!isJsonObject(value)) return false;
  const { actor, approvers, allowLoss = 0, only = [] } = value;
  return isText(actor) && isListOf(approvers, isText) && isCount(allowLoss) && isListOf(only, isText);
}

function isReadSet(value: Json | undefined): boolean {
  return isJsonObject(value) && areTexts([value["lineage"], value["digest"]]) && isCount(value["serial"]);
}

function isDocument(value: Json | undefined): boolean {
  if (!isJsonObject(value) || !isText(value["file"]) || value["value"] === undefined) return false;
  return ["document", "line", "column"].every((key) => isCount(value[key]));
}

function areTexts(values: readonly (Json | undefined)[]): boolean {
  return values.every(isText);
}

function isText(value: Json | undefined): boolean {
  return typeof value === "string";
}

function isCount(value: Json | undefined): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isListOf(value: Json | undefined, fits: (item: Json | undefined) => boolean): boolean {
  return isJsonList(value) && value.every(fits);
}
