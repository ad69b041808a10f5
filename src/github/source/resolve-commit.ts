import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { runGit } from "./run-git.ts";

/** The whole id of the commit that a name such as `HEAD` or `origin/main` means in a clone. Throws the Failure `commit-unknown`. */
export async function resolveCommit(folder: string, name: string): Promise<string> {
  const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
  const end = await runGit(folder, { words });
  const sha = end.stdout.toString("latin1").trim();
  if (end.exitCode === 0 && sha !== "") return sha;
  throw new Failure("commit-unknown", exitCodes.usage, { name, folder }, { cause: end.complaint });
}
