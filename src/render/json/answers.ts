import type { Decision } from "../../model/decision.ts";
import { hasErrors } from "../../model/diagnostic.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Failure } from "../../model/failure.ts";
import type { Verdict } from "../../model/plan.ts";
import type { Locate } from "../located-diagnostic.ts";
import { plainSentence } from "../sentences/sentence-for.ts";
import { decisionJson } from "./change-json.ts";
import { diagnosticsJson } from "./diagnostic-json.ts";
import { formatVersion } from "./format-version.ts";
import { jsonText } from "./json-text.ts";

/** What `charter validate` found out. */
export interface Validation {
  /** How many documents were read. */
  readonly documents: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** The answer of `charter validate` as JSON: `valid`, or `invalid` when a problem stops the run. */
export function renderValidationJson({ documents, diagnostics }: Validation, locate: Locate): string {
  const verdict = hasErrors(diagnostics) ? "invalid" : "valid";
  return `${jsonText({ formatVersion, verdict, documents, diagnostics: diagnosticsJson(diagnostics, locate) })}\n`;
}

/** The answer of `charter explain` as JSON. */
export function renderExplanationJson(decision: Decision): string {
  const { allowed, rule, role = null, reason = null, whoCan = [], ...more } = decisionJson(decision);
  return `${jsonText({ formatVersion, allowed, rule, role, reason, whoCan, ...more })}\n`;
}

/** One role as `charter roles` lists it. */
export interface ListedRole {
  readonly title: string;
  readonly level: string;
  readonly product: string;
  /** Handle of the project whose role it is; absent for roles of the organization and of a whole product. */
  readonly project?: string | undefined;
  /** Whether the service ships it. */
  readonly default: boolean;
  /** The target's identity; absent where shipped roles have none. */
  readonly uid?: string | undefined;
}

/** The answer of `charter roles` as JSON, in the order given. */
export function renderRolesJson(roles: readonly ListedRole[]): string {
  const listed = roles.map((role) => ({
    title: role.title,
    level: role.level,
    product: role.product,
    project: role.project ?? null,
    default: role.default,
    uid: role.uid ?? null,
  }));
  return `${jsonText({ formatVersion, roles: listed })}\n`;
}

/** A failure as JSON, so that a run ends with JSON whatever happens. */
export function renderFailureJson(failure: Failure, verdict?: Verdict): string {
  const { message, help = null } = plainSentence(failure);
  const error = { code: failure.code, message, help, exitCode: failure.exitCode };
  return `${jsonText({ formatVersion, ...(verdict === undefined ? {} : { verdict }), error })}\n`;
}
