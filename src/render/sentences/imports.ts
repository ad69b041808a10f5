import { bare, quote, say } from "./phrase.ts";
import type { SentenceTable } from "./phrase.ts";

/** What goes wrong when an export of the official CLI is turned into manifests. */
export const importSentences: SentenceTable = {
  "import-source-missing": () => ({
    message: say`there is nothing to import from`,
    help: say`name an export of the official CLI with ${quote("--from-export DIR")}`,
  }),
  "import-clash": ({ folder, files }) => ({
    message: say`folder ${quote(folder)} already holds ${quote(files)}`,
    help: say`name another folder, or move these away; nothing was written`,
  }),
  "import-not-a-folder": ({ folder }) => ({
    message: say`${quote(folder)} is in the way: it is not a folder`,
    help: say`name another folder; nothing was written`,
  }),
  "import-not-written": ({ folder }) => ({
    message: say`the manifests could not be written to ${quote(folder)}`,
    help: say`see that the folder can be written to and the disk is not full; what had been written was taken away again`,
  }),
  "export-missing": ({ folder }) => ({
    message: say`export folder ${quote(folder)} does not exist`,
    help: say`make one with ${quote("csdx cm:stacks:export")}`,
  }),
  "export-without-personalize": ({ folder }) => ({
    message: say`${quote(folder)} holds no Personalize export`,
    help: say`name the exported folder, or its ${quote("personalize")} folder with ${quote("projects")} in it`,
  }),
  "export-several-branches": ({ branches }) => ({
    message: say`the export has several branches: ${quote(branches)}`,
    help: say`name the folder of one of them`,
  }),
  "export-without-project": () => ({
    message: say`the export holds no Personalize project`,
    help: say`export a stack that is connected to one`,
  }),
  "export-file-missing": () => ({
    message: say`this file of the export is missing`,
    help: say`export again; a part of an export cannot be imported`,
  }),
  "export-version-missing": ({ title, status }) => ({
    message: say`experience ${quote(title)} is ${bare(status)}, and no version of it with that status was exported`,
    help: say`export again; a part of an export cannot be imported`,
  }),
  "export-uid": ({ uid }) => ({
    message: say`${quote(uid)} is not a uid`,
    help: say`export again; the file was altered`,
  }),
  "export-same-uid": ({ uid }) => ({
    message: say`uid ${quote(uid)} stands here for a second time`,
    help: say`export again; the file was altered`,
  }),
  "export-not-json": () => ({
    message: say`this file is not whole JSON`,
    help: say`export again; the file was cut off or altered`,
  }),
};
