import { documentSchema } from "../../kinds/document-schema.ts";
import { kinds } from "../../kinds/index.ts";
import { draft07, manifestSchema } from "../../kinds/manifest-schema.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { findNearest } from "../../model/nearest.ts";
import { answerJson } from "../answer-json.ts";
import type { Environment } from "../environment.ts";
import { writeLine } from "../output.ts";
import type { GlobalOptions } from "../settings.ts";

/** Prints the JSON Schema of one kind's documents, of any document (`manifest`), or the names of all kinds. */
export async function schema(
  name: string | undefined,
  { format }: GlobalOptions,
  environment: Environment,
): Promise<number> {
  if (name === undefined) {
    const names = kinds.map((kind) => kind.name);
    await writeLine(environment.stdout, format === "json" ? answerJson({ kinds: names }) : names.join("\n"));
    return exitCodes.done;
  }
  if (name.toLowerCase() === "manifest") {
    await writeLine(environment.stdout, JSON.stringify(manifestSchema(kinds), null, 2));
    return exitCodes.done;
  }
  const kind = kinds.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const known = [...kinds.map((one) => one.name), "manifest"];
  if (kind === undefined) {
    throw new Failure("unknown-kind", exitCodes.usage, { kind: name, nearest: findNearest(name, known), known });
  }
  const text = { ...documentSchema(kind), $schema: draft07 };
  await writeLine(environment.stdout, JSON.stringify(text, null, 2));
  return exitCodes.done;
}
