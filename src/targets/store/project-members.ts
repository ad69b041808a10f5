import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";

/** One person in a project's list. */
export interface ListedMember {
  /** A handle in an entity, a uid in a stored body. */
  readonly member: string;
  readonly roles: readonly string[];
}

/** The people a project lists; `undefined` when it lists nobody at all, not even an empty list. */
export function listedMembers(fields: JsonObject): readonly ListedMember[] | undefined {
  const members = fields["members"];
  return Array.isArray(members) ? members.flatMap(toListedMember) : undefined;
}

/** A stored project without a person. */
export function withoutMember(body: JsonObject, memberUid: string): JsonObject {
  const members = body["members"];
  if (!Array.isArray(members)) return body;
  const staying = members.filter((entry: Json) => !isJsonObject(entry) || entry["member"] !== memberUid);
  return { ...body, members: staying };
}

function toListedMember(entry: Json): readonly ListedMember[] {
  if (!isJsonObject(entry) || typeof entry["member"] !== "string") return [];
  return [{ member: entry["member"], roles: textsIn(entry["roles"]) }];
}

/** The texts of a list. */
export function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item: Json) => typeof item === "string") : [];
}
