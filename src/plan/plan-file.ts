import type { ManifestDocument } from "../model/declaration.ts";
import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import { canonicalJson, isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { Plan, ReadSet } from "../model/plan.ts";
import { hasDuplicateKeys } from "./duplicate-keys.ts";

/**
 * A saved plan. It carries the manifests it was made from rather than the decisions: apply plans afresh from them and goes on
 * only when that gives the same digest, so an altered file can never grant anything.
 */
export interface PlanFile {
  readonly id: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly version: string;
  readonly target: string;
  readonly request: SavedRequest;
  readonly readSet: ReadSet;
  /** Digest of the plan. */
  readonly digest: string;
  /** The changes in short, for people and for the check of their order: an action and an address each. */
  readonly changes: readonly string[];
  readonly documents: readonly ManifestDocument[];
}

/** Who asked for the plan, and how. */
export interface SavedRequest {
  readonly actor: string;
  readonly approvers: readonly string[];
  readonly allowLoss?: number | undefined;
  readonly only?: readonly string[] | undefined;
}

/** What a plan file is printed from. */
export interface PlanToSave {
  readonly id: string;
  /** ISO 8601 in UTC, like all times in the file. */
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly version: string;
  readonly plan: Plan;
  readonly documents: readonly ManifestDocument[];
  readonly request: SavedRequest;
}

const formatVersion = "1.0";

/** The text of a plan file: canonical JSON with the digest of all the rest, so that any change shows. */
export function printPlanFile(saved: PlanToSave, sha256: (text: string) => string): string {
  const { plan, createdAt, expiresAt, request } = saved;
  const content = {
    formatVersion,
    id: saved.id,
    createdAt,
    expiresAt,
    version: saved.version,
    target: plan.target,
    request: { ...request },
    readSet: { ...plan.readSet },
    digest: plan.digest,
    changes: shortChanges(plan),
    documents: saved.documents,
  } as unknown as JsonObject;
  return `${canonicalJson({ ...content, checksum: sha256(canonicalJson(content)) })}\n`;
}

/** The changes of a plan, an action and an address each, in order. */
export function shortChanges({ changes }: Plan): readonly string[] {
  return changes.map(({ action, address }) => `${action} ${address}`);
}

/** Reads a plan file. Throws `plan-duplicate-key`, `plan-digest`, `plan-version` or `plan-expired`, all "stale". */
export function parsePlanFile(
  text: string,
  { sha256, now, version }: { sha256: (text: string) => string; now: string; version: string },
): PlanFile {
  const value = parse(text);
  if (!isJsonObject(value) || value["formatVersion"] !== formatVersion) throw refuse("plan-version", { version });
  const { checksum, ...content } = value;
  if (`${canonicalJson(value)}\n` !== text) {
    throw hasDuplicateKeys(text) ? refuse("plan-duplicate-key") : refuse("plan-digest");
  }
  if (checksum !== sha256(canonicalJson(content))) throw refuse("plan-digest");
  // What carries its own checksum was printed by this program, in the shape it prints.
  const file = content as unknown as PlanFile;
  if (file.version !== version) throw refuse("plan-version", { version: file.version, expected: version });
  if (file.expiresAt < now) throw refuse("plan-expired", { createdAt: file.createdAt });
  return file;
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw new Failure("plan-digest", exitCodes.stale, {}, { cause });
  }
}

function refuse(code: string, args: Failure["args"] = {}): Failure {
  return new Failure(code, exitCodes.stale, args);
}
