import type { Coded } from "../../render/sentences/sentence-for.ts";
import type { Target } from "../../targets/target.ts";
import type { GitHub } from "../api/connect.ts";
import type { Inputs } from "../inputs/parse-inputs.ts";
import type { RunFacts } from "../run/read-run.ts";
import type { RunEnvironment } from "../run/run-environment.ts";
import type { CommitSource } from "../source/commit-source.ts";

/** Everything a mode works with. What it decides by comes from GitHub, from git and from live; nothing from the work tree. */
export interface ActionContext {
  readonly inputs: Inputs;
  readonly environment: RunEnvironment;
  readonly github: GitHub;
  readonly run: RunFacts;
  readonly source: CommitSource;
  /** Such as `https://github.com`. */
  readonly serverUrl: string;
  /** The file the whole plan is written to. */
  readonly planFile: string;
  /** Whether e-mail addresses are masked in everything that GitHub shows. */
  readonly masksEmails: boolean;
  readonly openTarget: (url: string) => Promise<Target>;
  /** A line for the log. */
  readonly log: (text: string) => void;
  /** A warning for the log: something went wrong that changes nothing. */
  readonly warn: (why: Coded) => void;
}
