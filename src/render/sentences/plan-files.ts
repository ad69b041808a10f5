import { quote, quoteOr, say, withBare, withQuote } from "./phrase.ts";
import type { Argument, Phrase, SentenceTable } from "./phrase.ts";

const again = say`make a new plan and review it`;

/** Saved plans that cannot be applied. */
export const planFileSentences: SentenceTable = {
  stale: ({ reason }) => ({
    message: movedBecause(reason),
    help: again,
  }),
  "plan-used": ({ at }) => ({
    message: say`this plan was applied before${withBare(", at ", at)}`,
    help: again,
  }),
  "plan-digest": () => ({
    message: say`the plan is not as it was saved; its digest does not match`,
    help: again,
  }),
  "plan-version": ({ version, expected }) => ({
    message: say`the plan was saved by another version${withQuote(", ", version)}${withQuote("; this is ", expected)}`,
    help: again,
  }),
  "plan-target": ({ target, other }) => ({
    message: say`the plan was made for ${quote(target)}${withQuote(", not for ", other)}`,
    help: say`name the plan's target with ${quote("--target")}, or make a new plan`,
  }),
  "plan-expired": ({ createdAt }) => ({
    message: say`the plan is more than 24 hours old${withBare(", it was made at ", createdAt)}`,
    help: again,
  }),
  "plan-duplicate-key": ({ key }) => ({
    message: say`the plan file holds ${quoteOr(key, "a key")} twice`,
    help: again,
  }),
  "plan-op": ({ address }) => ({
    message: say`the plan's changes are not those its manifests give now${withQuote(": ", address)}`,
    help: again,
  }),
  "plan-unreadable": ({ file, cause }) => ({
    message:
      cause === "other"
        ? say`${quote(file)} is neither a folder nor a saved plan`
        : say`plan file ${quote(file)} cannot be read`,
    help:
      cause === "other"
        ? say`name a folder of manifests, or a file that ${quote("charter plan --out")} wrote`
        : say`check its name`,
  }),
  "plan-not-saved": ({ file, cause }) => ({
    message: say`the plan cannot be saved to ${quote(file)}`,
    help:
      cause === "manifest"
        ? say`name it like ${quote("plan.json")}; a file that ends in .yaml is taken for a manifest`
        : say`check that the folder exists and that you may write there`,
  }),
  "plan-settled": ({ flag, asked, saved }) => ({
    message: say`${quote(`${String(flag ?? "the flag")} ${String(asked ?? "")}`.trim())} is not what the plan was saved with${withQuote(", which is ", saved)}`,
    help: say`leave the flag out, or make a new plan with it`,
  }),
};

function movedBecause(reason: Argument): Phrase {
  if (reason === "lineage") return say`the target holds another organization than the one the plan was made for`;
  if (reason === "founded") return say`the organization was founded since the plan was made`;
  if (reason === "not-founded") return say`the organization the plan was made for is gone`;
  return say`the live organization has changed since the plan was made`;
}
