import type { Address } from "../../model/address.ts";
import type { PlanDifference } from "../../render/markdown/pull-request/pull-request-report.ts";

/** What people were shown: a digest of each change that a pull request brings, by address. */
export type ReviewedChanges = ReadonlyMap<Address, string>;

// GitHub takes 65,535 characters of details.
const mostCharacters = 60_000;
const heading = "Digests of the changes that were shown, to be compared when they are applied:";

/** The details of a check that say what was shown. `undefined` where there are too many changes to name each. */
export function reviewedText(changes: ReviewedChanges): string | undefined {
  const lines = [...changes].map(([address, digest]) => `    ${digest} ${address}`);
  const text = [heading, "", ...lines].join("\n");
  return text.length <= mostCharacters ? text : undefined;
}

/** Reads the details of a check that this program wrote; `undefined` where they are something else. */
export function readReviewed(text: string): ReviewedChanges | undefined {
  const [first, , ...lines] = text.split("\n");
  if (first?.trim() !== heading) return undefined;
  const entries = lines.filter((line) => line.trim() !== "").map((line) => /^ {4}([0-9a-f]{64}) (\S+)\s*$/.exec(line));
  if (entries.includes(null)) return undefined;
  return new Map(entries.map((entry) => [entry?.[2] ?? "", entry?.[1] ?? ""]));
}

/** What is different about the changes now; `undefined` where they are those that were shown. */
export function differenceFrom(reviewed: ReviewedChanges, now: ReviewedChanges): PlanDifference | undefined {
  const appeared = [...now.keys()].filter((address) => !reviewed.has(address));
  const gone = [...reviewed.keys()].filter((address) => !now.has(address));
  const altered = [...now].flatMap(([address, digest]) =>
    reviewed.has(address) && reviewed.get(address) !== digest ? [address] : [],
  );
  return appeared.length + gone.length + altered.length === 0 ? undefined : { appeared, gone, altered };
}
