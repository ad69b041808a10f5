import { mkdirSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { type CliWorld, inWorld } from "../support/cli-world.ts";
import { asForeigner } from "../support/foreign-database.ts";
import { expectJson } from "../support/output-schema.ts";
import { soundFiles } from "../support/written-document.ts";

interface Case {
  readonly title: string;
  readonly words: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly arrange?: (world: CliWorld) => void;
  /** Whether the call is made as it stands, because it names a form itself or gives no JSON. */
  readonly asItStands?: true;
  readonly code: string;
  readonly message: string;
  readonly help: string;
}

function usage(title: string, words: readonly string[], said: readonly [message: string, help: string]): Case {
  return { title, words, code: "usage", message: `the command cannot be understood: ${said[0]}`, help: said[1] };
}

const refused = 20;

const cases: readonly Case[] = [
  usage("no command", [], ["a command is missing", "see `charter --help`"]),
  usage(
    "a command without its subcommand",
    ["invitations"],
    ["a command is missing", "see `charter invitations --help`"],
  ),
  usage("a misspelt command", ["plna"], ["unknown command `plna`", "did you mean `plan`? see `charter --help`"]),
  usage(
    "a misspelt subcommand",
    ["audit", "verfy"],
    ["unknown command `verfy`", "did you mean `verify`? see `charter audit --help`"],
  ),
  usage(
    "a misspelt flag",
    ["plan", "--acter", "x"],
    ["unknown option `--acter`", "did you mean `--actor`? see `charter plan --help`"],
  ),
  usage(
    "a flag of another command",
    ["validate", "--out", "x"],
    ["unknown option `--out`", "see `charter validate --help`"],
  ),
  usage(
    "a flag without its value",
    ["plan", "--out"],
    ["option `--out <file>` argument missing", "see `charter plan --help`"],
  ),
  usage(
    "a flag twice",
    ["plan", "--out", "a", "--out", "b"],
    ["option `--out <file>` is given twice", "keep one of the two; see `charter plan --help`"],
  ),
  usage(
    "a number twice",
    ["plan", "--allow-loss", "1", "--allow-loss", "1"],
    ["option `--allow-loss <count>` is given twice", "keep one of the two; see `charter plan --help`"],
  ),
  usage(
    "a number that is none",
    ["plan", "--allow-loss", "-1"],
    ["option `--allow-loss <count>` argument `-1` is invalid", "it takes a whole number; see `charter plan --help`"],
  ),
  usage(
    "two folders",
    ["plan", "a", "b"],
    ["too many arguments for `plan`", "expected 1 argument but got 2: a, b; see `charter plan --help`"],
  ),
  usage("a missing argument", ["explain"], ["missing required argument `actor`", "see `charter explain --help`"]),
  {
    ...usage(
      "a form that does not exist",
      ["plan", "--format", "yaml"],
      [
        "option `--format <form>` argument `yaml` is invalid",
        "allowed choices are terminal, json, markdown; see `charter plan --help`",
      ],
    ),
    asItStands: true,
  },
  {
    title: "a form that the command does not have",
    words: ["validate", "--format", "markdown"],
    asItStands: true,
    code: "form-unknown",
    message: "`charter validate` gives no answer in the form `markdown`",
    help: "forms: terminal, json",
  },
  {
    title: "a kind that does not exist",
    words: ["plan", "--only", "audience"],
    code: "unknown-kind",
    message: "kind `audience` does not exist",
    help: "did you mean `Audience`? kinds: Organization, Member, Project, Role, Attribute, Event, Audience, Experience",
  },
  {
    title: "a schema of no kind",
    words: ["schema", "Membr"],
    code: "unknown-kind",
    message: "kind `Membr` does not exist",
    help: "did you mean `Member`?",
  },
  {
    title: "a shell nobody knows",
    words: ["completion", "constructor"],
    asItStands: true,
    code: "shell-unknown",
    message: "shell `constructor` is not known",
    help: "known shells: bash, zsh, fish",
  },
  {
    title: "an anchor that is none",
    words: ["audit", "verify", "--anchor", "7"],
    code: "anchor-malformed",
    message: "`7` is not an anchor",
    help: "copy it",
  },
  ...["", "ada", "ada@acme.test\n", "a b@acme.test", "@", `${"a".repeat(250)}@acme.test`].map((actor) => ({
    title: `the actor ${JSON.stringify(actor.length < 20 ? actor : "a name of 250 letters")}`,
    words: ["plan", "--actor", actor],
    code: "actor-malformed",
    message: "is not an e-mail address, so it cannot name the actor",
    help: "write it like `ada@example.com`",
  })),
  {
    title: "an actor in a variable that is no address",
    words: ["plan"],
    variables: { CHARTER_ACTOR: "ada" },
    code: "actor-malformed",
    message: "`ada`",
    help: "write it like",
  },
  {
    title: "an approver by their handle",
    words: ["plan", "--approver", "ben"],
    code: "actor-malformed",
    message: "`ben` is not an e-mail address, so it cannot name the approver",
    help: "write it like",
  },
  {
    title: "nobody on whose behalf to run",
    words: ["plan"],
    variables: { CHARTER_ACTOR: "" },
    code: "actor-missing",
    message: "on whose behalf",
    help: "name the actor with `--actor EMAIL` or CHARTER_ACTOR",
  },
  {
    title: "a target without its scheme",
    words: ["plan", "--target", "acme.db"],
    code: "target-unknown",
    message: "target `acme.db` is not understood",
    help: "did you mean `sqlite:acme.db`?",
  },
  {
    title: "a target of an unknown scheme, whose password is not shown",
    words: ["plan", "--target", "mysql://me:pass@host/db"],
    code: "target-unknown",
    message: "target `mysql://host/db` is not understood",
    help: "targets are written `sqlite:PATH`",
  },
  {
    title: "an empty target",
    words: ["plan", "--target", ""],
    code: "target-unknown",
    message: "target `` is not understood",
    help: "targets are written",
  },
  {
    title: "a target that is a folder",
    words: ["plan", "--target", "sqlite:folder"],
    arrange: ({ folder }) => mkdirSync(path.join(folder, "folder")),
    code: "store-not-a-file",
    message: "is not a file that can hold a store",
    help: "name a file",
  },
  {
    title: "a target that is no database",
    words: ["apply", "-y", "--target", "sqlite:people.yaml"],
    code: "store-foreign",
    message: "file is not a database",
    help: "check the target's path",
  },
  {
    title: "a database of another program",
    words: ["apply", "-y"],
    arrange: (world) => asForeigner(databaseOf(world), (database) => database.exec("CREATE TABLE songs (title TEXT)")),
    code: "store-foreign",
    message: "the database belongs to another program",
    help: "check the target's path",
  },
  {
    title: "a store of a newer Charter",
    words: ["apply", "-y"],
    arrange: (world) =>
      asForeigner(databaseOf(world), (database) =>
        database.exec("PRAGMA application_id = 0x43687274; PRAGMA user_version = 99"),
      ),
    code: "store-newer",
    message: "in format 99",
    help: "update Charter",
  },
  {
    title: "a question about an organization that is not there",
    words: ["access", "--target", "sqlite:typo.db"],
    code: "organization-absent",
    message: "there is no organization at `sqlite:typo.db` yet",
    help: "found one with `charter apply`",
  },
  {
    title: "an audit of an organization that is not there",
    words: ["audit", "verify", "--target", "sqlite:typo.db"],
    code: "organization-absent",
    message: "`sqlite:typo.db`",
    help: "found one",
  },
  {
    title: "invitations of an organization that is not there",
    words: ["invitations", "list"],
    code: "organization-absent",
    message: "there is no organization",
    help: "found one",
  },
  {
    title: "a token for an organization that is not there",
    words: ["invitations", "accept", "x".repeat(43)],
    code: "store-missing",
    message: "there is no organization",
    help: "found one",
  },
  {
    title: "a folder of handles that holds none",
    words: ["access", "--directory", "nope"],
    code: "folder-without-manifests",
    message: "no manifests were found in `nope`",
    help: "name the folder that `charter plan` is given",
  },
  {
    title: "a mail server that is no address",
    words: ["plan"],
    variables: { CHARTER_SMTP_URL: "mail.acme.test" },
    code: "smtp-url",
    message: "CHARTER_SMTP_URL is not the address of a mail server",
    help: "write it like",
  },
  {
    title: "an apply with nobody to ask",
    words: ["apply"],
    code: "needs-confirmation",
    message: "there is no terminal",
    help: "run it on a terminal, or agree beforehand with `--auto-approve`",
  },
  {
    title: "a plan to save where no folder is",
    words: ["plan", "--out", "nope/plan.json"],
    code: "plan-not-saved",
    message: "the plan cannot be saved to `nope/plan.json`",
    help: "check that the folder exists",
  },
  {
    title: "a plan to save among the manifests",
    words: ["plan", "--out", "plan.yaml"],
    code: "plan-not-saved",
    message: "`plan.yaml`",
    help: "name it like `plan.json`",
  },
  ...Object.entries({
    "": "it is not JSON",
    "[]": "it must hold an object",
    '{ "taret": "x" }': "`taret` is no setting; there are target and files",
    '{ "constructor": {} }': "`constructor` is no setting",
    '{ "target": 5 }': "`target` must be a text",
    '{ "files": -1 }': "`files` must be a whole number from 1 to 1000000",
    '{ "files": 1.5 }': "`files` must be a whole number",
    '{ "files": 1, "files": 2 }': "a key stands in it twice",
  }).map(([text, message]) => ({
    title: `the settings ${text}`,
    words: ["plan"],
    arrange: ({ write }: CliWorld) => write({ "charter.json": text }),
    code: "settings-malformed",
    message,
    help: "write it like",
  })),
  {
    title: "settings that are a folder",
    words: ["plan"],
    arrange: ({ folder }) => mkdirSync(path.join(folder, "charter.json")),
    code: "settings-unreadable",
    message: "`charter.json` cannot be read",
    help: "make it a file",
  },
];

describe.concurrent("a call is refused, with what to do next, for", () => {
  test.each(cases)("$title", ({ words, variables = {}, arrange, asItStands, code, message, help }) =>
    inWorld(soundFiles, async (world) => {
      arrange?.(world);
      const before = world.content();
      const json = asItStands === undefined ? ["--format", "json"] : [];
      const { exitCode, stdout, stderr } = await world.run([...words, ...json], { variables });
      expect([exitCode, stderr]).toEqual([refused, expect.stringMatching(/^error:/m)]);
      if (asItStands === undefined) {
        const { error } = expectJson("failure", stdout);
        expect(error).toEqual({
          code,
          exitCode,
          message: expect.stringContaining(message),
          help: expect.stringContaining(help),
        });
      }
      expect(inOneLine(stderr)).toContain(message);
      expect(inOneLine(stderr)).toContain(`help: ${help}`);
      expect(stderr).not.toMatch(/^\s+at |pass@/m);
      expect(world.content()).toBe(before);
    }),
  );
});

function inOneLine(text: string): string {
  return text.replaceAll(/\n\s+(?!help: )/g, " ");
}

function databaseOf({ folder }: CliWorld): string {
  return path.join(folder, ".charter/organization.db");
}
