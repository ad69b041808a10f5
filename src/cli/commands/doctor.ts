import { resolve } from "node:path";

import type { SetupCheck } from "../../github/doctor/check.ts";
import { diagnoseRepository } from "../../github/doctor/diagnose-repository.ts";
import { findOrigin, prefixOf } from "../../github/doctor/origin.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject } from "../../model/json.ts";
import { plainSentence } from "../../render/sentences/sentence-for.ts";
import { renderSetupChecks } from "../../render/terminal/setup-checks.ts";
import { answerJson } from "../answer-json.ts";
import type { Environment } from "../environment.ts";
import { readManifests } from "../manifests.ts";
import { writeLine } from "../output.ts";
import { given, type GlobalOptions } from "../settings.ts";
import { styleOf } from "../style-of.ts";

/** The flags of `charter doctor`. */
export interface DoctorFlags extends GlobalOptions {
  /** `OWNER/NAME`. */
  readonly repository?: string;
}

/** Checks how a repository on GitHub is set up. Ends with 20 when there is a problem; what the token does not show is said, and is none. */
export async function doctor(directory: string, flags: DoctorFlags, environment: Environment): Promise<number> {
  const token = given(environment.variables["GITHUB_TOKEN"]);
  if (token === undefined) throw new Failure("github-token-missing", exitCodes.usage);
  const folder = resolve(environment.cwd, directory);
  const apiUrl = given(environment.variables["GITHUB_API_URL"]);
  const repository = await repositoryOf(flags, folder, apiUrl);
  const checks = await diagnoseRepository({
    token,
    apiUrl: apiUrl ?? "https://api.github.com",
    repository,
    sensitiveFiles: await sensitiveFilesIn(directory, flags, environment),
  });
  const { stdout } = environment;
  const text =
    flags.format === "json"
      ? answerJson({ repository, checks: checks.map(checkJson) })
      : renderSetupChecks(checks, styleOf(environment, stdout, flags));
  await writeLine(stdout, text);
  return checks.some(({ verdict }) => verdict === "problem") ? exitCodes.usage : exitCodes.done;
}

async function repositoryOf(flags: DoctorFlags, folder: string, apiUrl: string | undefined): Promise<string> {
  const { repository } = flags;
  if (repository === undefined) return repositoryOfClone(folder, apiUrl);
  if (!/^[\w-]+\/[\w.-]+$/.test(repository)) throw new Failure("repository-malformed", exitCodes.usage, { repository });
  return repository;
}

// A token for one server is not shown to another because a clone says so.
async function repositoryOfClone(folder: string, apiUrl: string | undefined): Promise<string> {
  const origin = await findOrigin(folder);
  if (origin === undefined) throw new Failure("repository-unknown", exitCodes.usage);
  const { host, repository } = origin;
  if (apiUrl !== undefined || host === "github.com") return repository;
  throw new Failure("repository-elsewhere", exitCodes.usage, { host });
}

async function sensitiveFilesIn(
  directory: string,
  flags: DoctorFlags,
  environment: Environment,
): Promise<readonly string[] | undefined> {
  const { documents } = await readManifests(directory, flags, environment);
  const deciding = documents.filter(({ value }) => isJsonObject(value) && isDeciding(value["kind"]));
  if (deciding.length === 0) return undefined;
  const prefix = await prefixOf(resolve(environment.cwd, directory));
  return [...new Set(deciding.map(({ file }) => `${prefix}${file}`))];
}

// Who is who, what guards there are, and which roles give what.
function isDeciding(kind: unknown): boolean {
  return kind === "Organization" || kind === "Member" || kind === "Role";
}

function checkJson(found: SetupCheck): object {
  const { check, verdict } = found;
  if (verdict === "ok") return { check, verdict, message: null, help: null };
  const { message, help = null } = plainSentence(found);
  return { check, verdict, message, help };
}
