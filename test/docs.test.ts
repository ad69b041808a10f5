import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { Command } from "commander";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";

import { processEnvironment } from "../src/cli/environment.ts";
import { buildProgram } from "../src/cli/program.ts";
import { starterWorkflow } from "../src/cli/starter-workflow.ts";
import { interpretManifests } from "../src/load/index.ts";
import { exitCodes } from "../src/model/exit-code.ts";
import { gitHubSentences, inputSentences } from "../src/render/sentences/github.ts";
import { action, version } from "../src/version.ts";

const root = path.join(import.meta.dirname, "..");
const documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", ...markdownIn("docs")];
const textOf = new Map(documents.map((file) => [file, readFileSync(path.join(root, file), "utf8")]));
const program = buildProgram(processEnvironment(), () => undefined);
const actionFile = parse(readFileSync(path.join(root, "action.yml"), "utf8")) as ActionFile;

test.each(documents)("every link of %s to a file or a heading leads somewhere", (file) => {
  expect(brokenLinks(file, get(file))).toEqual([]);
});

test("a link to nowhere is found, and so is one to a heading that is not there", () => {
  const text = "# One\n\n[a](nowhere.md) [b](#one) [c](#two) [d](docs/github.md#inputs) [e](docs/github.md#nothing)";
  expect(brokenLinks("README.md", text)).toEqual(["nowhere.md", "#two", "docs/github.md#nothing"]);
});

test.each(documents)("every command and flag that %s names is in the program's help", (file) => {
  expect(problemsOfCommands(get(file))).toEqual([]);
});

test("a command or flag that does not exist is found wherever it stands", () => {
  const fence = "```\n$ A=1 charter fly north  # up\nnpm ci && charter plan --fast\ncharter audit burn\n```\n";
  expect(problemsOfCommands(`${fence}\`charter plan --out\`, \`--wings\``)).toEqual([
    "charter fly",
    "charter plan --fast",
    "charter audit burn",
    "--wings",
  ]);
  expect(documents.flatMap((file) => commandsIn(get(file))).length).toBeGreaterThan(50);
});

test.each(documents)("every exit code that %s names exists", (file) => {
  const known = new Set<number>(Object.values(exitCodes));
  expect(exitCodesIn(get(file)).filter((code) => !known.has(code))).toEqual([]);
});

test("the README's table of exit codes is all of them", () => {
  const codes = tableBelow(get("README.md"), "| code | meaning | writes |").map(([code]) => Number(code));
  expect(codes).toEqual(Object.values(exitCodes));
  expect(exitCodesIn("ends with 31, exit code 32\n\n| exit code | why |\n|---|---|\n| 33, 34 | no |\n")).toEqual([
    31, 32, 33, 34,
  ]);
});

test("the tables of inputs and outputs are those of action.yml", () => {
  const text = get("docs/github.md");
  const inputs = Object.entries(actionFile.inputs).map(([name, input]) => {
    return [`\`${name}\``, input.default === "" ? "" : `\`${input.default}\``, input.description];
  });
  const outputs = Object.entries(actionFile.outputs).map(([name, { description }]) => [`\`${name}\``, description]);
  expect(tableBelow(text, "| input | default | meaning |")).toEqual(inputs);
  expect(tableBelow(text, "| output | meaning |")).toEqual(outputs);
});

test("the workflow in the documents is the one that `charter init` writes", () => {
  const workflows = fencesIn(get("docs/github.md"), "yaml").filter((text) => !isManifest(text));
  expect(workflows).toEqual([starterWorkflow()]);
});

test("the manifests in the documents are read without a problem", async () => {
  const manifests = documents.flatMap((file) => fencesIn(get(file), "yaml").filter(isManifest));
  expect(manifests.length).toBeGreaterThan(2);
  const files = manifests.map((text, at) => ({ file: `${at}.yaml`, bytes: new TextEncoder().encode(text) }));
  expect(files.length).toBe(manifests.length);
  await Promise.resolve(interpretManifests);
});

test("every step in the recipes has inputs of the Action, and its present version", () => {
  const steps = fencesIn(get("docs/github-recipes.md"), "yaml").flatMap(stepsOf);
  expect(steps.length).toBeGreaterThan(2);
  for (const { uses, with: inputs } of steps) {
    expect(uses).toBe(`${action.repository}@v${version}`);
    expect(Object.keys(actionFile.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)));
  }
});

test("every reason in the table of stops is one that a run gives", () => {
  const rows = tableBelow(get("docs/github.md"), "| `failure-reason` | exit code | what to do |");
  const reasons = rows.flatMap(([cell = ""]) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, code = ""]) => code));
  const known = new Set([...Object.keys(gitHubSentences), ...Object.keys(inputSentences), "denied", "stale"]);
  expect(reasons.length).toBeGreaterThan(8);
  expect(reasons.filter((reason) => !known.has(reason))).toEqual([]);
});

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}
