import { exitCodes } from "../../../model/exit-code.ts";
import { Failure } from "../../../model/failure.ts";
import { codeOf } from "./postgres-errors.ts";
import type { PostgresLocation } from "./postgres-location.ts";

/** What it means that a connection could not be made, in words that hold no secret. */
export function connectFailure(error: unknown, location: PostgresLocation): unknown {
  if (!(error instanceof Error) || error instanceof Failure) return error;
  const { name: target, host, user, database, sslMode } = location;
  const [code, exitCode] = kindOf(error);
  const detail = error.message;
  return new Failure(code, exitCode, { target, host, user, database, sslMode, detail }, { cause: error });
}

/** Whether a server said that it has no TLS. */
export function isTlsMissing(error: unknown): boolean {
  return error instanceof Error && error.message === "The server does not support SSL connections";
}

type Meaning = readonly [code: string, exitCode: number];

const unreachable: Meaning = ["postgres-unreachable", exitCodes.unreadable];

// SQLSTATEs ("PostgreSQL Error Codes") and codes of Node.js ("OpenSSL error codes" in the documentation of `tls`).
const meanings: ReadonlyMap<string, Meaning> = new Map([
  ["28P01", ["postgres-login", exitCodes.usage]], // invalid_password
  ["28000", ["postgres-rejected", exitCodes.usage]], // invalid_authorization_specification
  ["3D000", ["postgres-database-missing", exitCodes.usage]], // invalid_catalog_name
  ["42501", ["postgres-may-not-connect", exitCodes.usage]], // insufficient_privilege
  ["53300", ["postgres-full", exitCodes.unreadable]], // too_many_connections
  ["57P03", ["postgres-starting", exitCodes.unreadable]], // cannot_connect_now
  ["ERR_TLS_CERT_ALTNAME_INVALID", ["postgres-certificate-name", exitCodes.usage]],
]);

const certificateCodes: ReadonlySet<string> = new Set([
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_SIGNATURE_FAILURE",
  "CERT_UNTRUSTED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

function kindOf(error: Error): Meaning {
  const code = codeOf(error) ?? "";
  if (isTlsMissing(error)) return ["postgres-without-tls", exitCodes.usage];
  if (certificateCodes.has(code)) return ["postgres-certificate", exitCodes.usage];
  return meanings.get(code) ?? unreachable;
}
