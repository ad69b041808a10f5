import { access, mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

import { kinds } from "../../kinds/index.ts";
import { manifestSchema } from "../../kinds/manifest-schema.ts";
import { checkEmail } from "../../kinds/member/check-email.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { slug } from "../../model/slug.ts";
import { blank, type Line, line, wholeLine } from "../../render/terminal/line.ts";
import { printLines } from "../../render/terminal/print-lines.ts";
import { actorOf } from "../actor-of.ts";
import { answerJson } from "../answer-json.ts";
import type { Environment } from "../environment.ts";
import { writeLine } from "../output.ts";
import type { GlobalOptions } from "../settings.ts";
import { shellWord } from "../shell-word.ts";
import { starterFiles } from "../starter-files.ts";
import { styleOf } from "../style-of.ts";
import { tellOnly } from "../tell-only.ts";

/** Writes a starter repository that passes `plan`. Nothing is written when one of its files exists. */
export async function init(directory: string, options: GlobalOptions, environment: Environment): Promise<number> {
  const root = resolve(environment.cwd, directory);
  const email = await actorOf(options, environment);
  // The manifests that are written would not be valid with it.
  if (checkEmail(email).length > 0) throw new Failure("actor-malformed", exitCodes.usage, { email, who: "actor" });
  const title = basename(root).slice(0, longestTitle) || "My organization";
  const files = starterFiles({
    title,
    name: slug(title, "organization"),
    owner: slug(email.replace(/@.*$/, ""), "owner"),
    email,
    schema: `${JSON.stringify(manifestSchema(kinds), null, 2)}\n`,
  });
  const clashes = await existing(
    root,
    files.map(({ file }) => file),
  );
  if (clashes.length > 0) throw new Failure("init-clash", exitCodes.usage, { directory, files: clashes });
  try {
    await Promise.all(files.map(({ file, text }) => writeNew(join(root, file), text)));
  } catch (cause) {
    throw new Failure("init-not-written", exitCodes.usage, { directory }, { cause });
  }
  const names = files.map(({ file }) => file);
  const { stdout } = environment;
  const report = printLines(reportOf(names, { directory, email }), styleOf(environment, stdout, options));
  await tellOnly({ flags: options, environment }, () =>
    writeLine(stdout, options.format === "json" ? answerJson({ directory, files: names }) : report),
  );
  return exitCodes.done;
}

const longestTitle = 200;

function reportOf(
  names: readonly string[],
  { directory, email }: { directory: string; email: string },
): readonly Line[] {
  const next = directory === "." ? "charter plan" : `cd ${shellWord(directory)} && charter plan`;
  return [
    line(0, `Created ${directory}:`),
    ...names.map((name) => line(2, name)),
    blank,
    wholeLine(`Next: ${next} --actor ${shellWord(email)}`),
  ];
}

async function writeNew(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { flag: "wx" });
}

async function existing(root: string, files: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    files.map((file) =>
      access(join(root, file)).then(
        () => [file],
        () => [],
      ),
    ),
  );
  return found.flat();
}
