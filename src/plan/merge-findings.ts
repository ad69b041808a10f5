import type { Finding } from "../model/finding.ts";
import { canonicalJson, compareText } from "../model/json.ts";

/**
 * One finding for each thing found: many steps may break the same rule in the same place, and the last of them tells the most.
 */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    merged.set(`${finding.code}\n${finding.severity}\n${subject(finding)}`, finding);
  }
  return [...merged.values()].toSorted(compareFindings);
}

function subject({ addresses, args }: Finding): string {
  return `${canonicalJson(addresses)}\n${String(args["kind"] ?? "")}\n${String(args["cause"] ?? "")}`;
}

function compareFindings(one: Finding, other: Finding): number {
  return (
    compareText(one.severity, other.severity) ||
    compareText(one.code, other.code) ||
    compareText(canonicalJson(one.addresses), canonicalJson(other.addresses))
  );
}
