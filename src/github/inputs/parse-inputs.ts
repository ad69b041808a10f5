import type { PartyRule } from "../../model/actor.ts";
import { type Diagnostic, problem } from "../../model/diagnostic.ts";

/** What the Action is asked to do. */
export interface Inputs {
  readonly mode: Mode;
  /** Where the manifests lie in the repository: names with `/` between them, or `.` for all of it. */
  readonly directory: string;
  /** Absent where the secret that holds it was not given, as in a run for a fork. */
  readonly target: string | undefined;
  readonly token: string;
  /** Whether the plan is written as a comment on the pull request. */
  readonly comment: boolean;
  /** The exact number of people and objects that may be lost; absent where the guard's own budget holds. */
  readonly allowLoss: number | undefined;
  readonly actorRule: ActorRule;
  /** Whether e-mail addresses are shown in a public repository too. */
  readonly publicEmails: boolean;
}

/** What a run is for. */
export type Mode = "plan" | "apply" | "drift";

/** Who of a pull request's people must be entitled to its changes. */
export type ActorRule = Exclude<PartyRule, "actor">;

/** Gives an input's text, the empty text where there is none, as `getInput` of `@actions/core` does. */
export type ReadInput = (name: string) => string;

/** The inputs, or everything that is wrong with them. */
export type ParsedInputs =
  | { readonly inputs: Inputs; readonly problems: readonly [] }
  | { readonly inputs: undefined; readonly problems: readonly Diagnostic[] };

const modes = ["plan", "apply", "drift"] as const;
const actorRules = ["merger-or-approver", "merger-only", "two-person"] as const satisfies readonly ActorRule[];

/**
 * Reads all inputs and finds all problems at once: `input-missing`, `input-choice`, `input-flag`, `input-number`,
 * `input-directory`. An empty input has its default. No problem repeats the token or the target.
 */
export function parseInputs(read: ReadInput): ParsedInputs {
  const problems: Diagnostic[] = [];
  const taken = <Value>(value: Value | Diagnostic): Value | undefined => {
    if (!isProblem(value)) return value;
    problems.push(value);
    return undefined;
  };
  const mode = taken(choiceIn(read, "mode", modes));
  const directory = taken(directoryIn(read));
  const token = taken(tokenIn(read));
  const comment = taken(flagIn(read, "comment", true));
  const allowLoss = taken(numberIn(read, "allow-loss"));
  const actorRule = taken(choiceIn(read, "actor-rule", actorRules));
  const publicEmails = taken(flagIn(read, "public-emails", false));
  const isWhole = mode !== undefined && directory !== undefined && token !== undefined && actorRule !== undefined;
  if (problems.length > 0 || !isWhole || comment === undefined || publicEmails === undefined) {
    return { inputs: undefined, problems };
  }
  const target = read("target").trim() || undefined;
  return { inputs: { mode, directory, target, token, comment, allowLoss, actorRule, publicEmails }, problems: [] };
}

function isProblem(value: unknown): value is Diagnostic {
  return typeof value === "object" && value !== null && "severity" in value;
}

// The first choice is the default, and the one that does least.
function choiceIn<Choice extends string>(
  read: ReadInput,
  input: string,
  choices: readonly [Choice, ...Choice[]],
): Choice | Diagnostic {
  const value = read(input).trim();
  if (value === "") return choices[0];
  return choices.find((choice) => choice === value) ?? problem("input-choice", undefined, { input, value, choices });
}

function flagIn(read: ReadInput, input: string, fallback: boolean): boolean | Diagnostic {
  const value = read(input).trim();
  if (value === "") return fallback;
  if (value === "true" || value === "false") return value === "true";
  return problem("input-flag", undefined, { input, value });
}

function numberIn(read: ReadInput, input: string): number | undefined | Diagnostic {
  const value = read(input).trim();
  if (value === "") return undefined;
  // Neither signs nor exponents: the number says how much may be lost.
  return /^\d{1,6}$/.test(value) ? Number(value) : problem("input-number", undefined, { input, value });
}

function tokenIn(read: ReadInput): string | Diagnostic {
  const value = read("github-token").trim();
  return value === "" ? problem("input-missing", undefined, { input: "github-token" }) : value;
}

function directoryIn(read: ReadInput): string | Diagnostic {
  const value = read("directory").trim();
  const names = value
    .replace(/^(?:\.\/)+/, "")
    .replace(/\/+$/, "")
    .split("/");
  if (value === "" || names.join("/") === "." || /^(?:\.\/)+$/.test(value)) return ".";
  return names.every(isName) ? names.join("/") : problem("input-directory", undefined, { input: "directory", value });
}

// What git itself would not store, or what would lead out of the repository.
function isName(name: string): boolean {
  return name !== "" && name !== "." && name !== ".." && name.toLowerCase() !== ".git" && !/[\p{C}\\:]/u.test(name);
}
