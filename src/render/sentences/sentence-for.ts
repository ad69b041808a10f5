import type { MessageArguments } from "../../model/diagnostic.ts";
import { archiveSentences } from "./archives.ts";
import { commitSentences } from "./commits.ts";
import { decisionSentences } from "./decisions.ts";
import { failureSentences } from "./failures.ts";
import { fileSentences } from "./files.ts";
import { gitHubSentences, inputSentences, partSentences } from "./github.ts";
import { guardSentences } from "./guards.ts";
import { importSentences } from "./imports.ts";
import { peopleSentences } from "./people.ts";
import { personalizeSentences } from "./personalize.ts";
import { bare, given, plainText, quote, say } from "./phrase.ts";
import type { Phrase, Sentence, SentenceTable } from "./phrase.ts";
import { planFileSentences } from "./plan-files.ts";
import { postgresSentences } from "./postgres.ts";
import { referenceSentences } from "./references.ts";
import { schemaSentences } from "./schema.ts";
import { setupSentences } from "./setup.ts";
import { targetSentences } from "./targets.ts";
import { yamlSentences } from "./yaml.ts";

/** Every code with its sentence. A code has one meaning wherever it is used. */
export const sentencesByCode: ReadonlyMap<string, SentenceTable[string]> = new Map(
  [
    fileSentences,
    yamlSentences,
    schemaSentences,
    peopleSentences,
    referenceSentences,
    personalizeSentences,
    guardSentences,
    decisionSentences,
    planFileSentences,
    failureSentences,
    gitHubSentences,
    inputSentences,
    partSentences,
    postgresSentences,
    targetSentences,
    archiveSentences,
    importSentences,
    commitSentences,
    setupSentences,
  ].flatMap((table) => Object.entries(table)),
);

/** Anything that names a sentence: a diagnostic, a decision's reason, a finding, a failure. */
export interface Coded {
  readonly code: string;
  readonly args: MessageArguments;
}

/** A sentence as plain text; `help` is absent where there is nothing to advise. */
export interface PlainSentence {
  readonly message: string;
  readonly help?: string;
}

/** The sentence of a code. A code without one is written out with its arguments, so that nothing is ever lost. */
export function sentenceFor({ code, args }: Coded): Sentence {
  const sentence = sentencesByCode.get(code);
  return sentence === undefined ? { message: genericMessage(code, args) } : sentence(args);
}

/** The sentence of a code as plain text, for outputs that know no markup. */
export function plainSentence(coded: Coded): PlainSentence {
  const { message, help } = sentenceFor(coded);
  if (help === undefined || help.length === 0) return { message: plainText(message) };
  return { message: plainText(message), help: plainText(help) };
}

function genericMessage(code: string, args: MessageArguments): Phrase {
  const details = Object.keys(args)
    .filter((name) => args[name] !== undefined)
    .map((name) => given(args[name], say`${bare(name)} ${quote(args[name])}`));
  return details.reduce(
    (phrase, detail, at) => say`${phrase}${at === 0 ? say`: ` : say`, `}${detail}`,
    bare(code.replaceAll("-", " ")),
  );
}
