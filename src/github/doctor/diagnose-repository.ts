import { connectGitHub } from "../api/connect.ts";
import type { SetupCheck } from "./check.ts";
import { examineSetup } from "./examine-setup.ts";
import { readSetup } from "./read-setup.ts";

/** Which repository, and with which token. */
export interface DiagnosisRequest {
  readonly token: string;
  /** Such as `https://api.github.com`. */
  readonly apiUrl: string;
  /** `OWNER/NAME`. */
  readonly repository: string;
  /** Manifests that decide who may do what, as paths in the repository; absent where they are not known. */
  readonly sensitiveFiles: readonly string[] | undefined;
}

/** Checks the set-up of a repository through GitHub's API, and changes nothing. Throws a Failure where GitHub cannot be asked. */
export async function diagnoseRepository(request: DiagnosisRequest): Promise<readonly SetupCheck[]> {
  const { token, apiUrl, repository, sensitiveFiles } = request;
  const [owner = "", repo = ""] = repository.split("/");
  const graphqlUrl = `${apiUrl.replace(/\/v3\/?$/, "")}/graphql`;
  return examineSetup(await readSetup(connectGitHub({ token, apiUrl, graphqlUrl, owner, repo }), sensitiveFiles));
}
