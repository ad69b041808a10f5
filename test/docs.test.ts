import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import type { Command } from "commander";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { processEnvironment } from "../src/cli/environment.ts";
import { buildProgram } from "../src/cli/program.ts";
import { starterWorkflow } from "../src/cli/starter-workflow.ts";
import { exitCodes } from "../src/model/exit-code.ts";
import { gitHubSentences, inputSentences } from "../src/render/sentences/github.ts";
import { action, version } from "../src/version.ts";
import { shortProblemsOf } from "./support/diagnosing.ts";
import { organization } from "./support/manifests.ts";

const root = path.join(import.meta.dirname, "..");
const documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", ...markdownIn("docs")];
const textOf = new Map(documents.map((file) => [file, readFileSync(path.join(root, file), "utf8")]));
const sources = readdirSync(path.join(root, "src/github"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(path.join(root, "src/github", name), "utf8"))
  .join("\n");
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
    "charter fly north",
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

test("the manifests in the documents on GitHub declare an organization without a problem", () => {
  const files = documents.filter((file) => file.startsWith("docs/github"));
  const manifests = files.flatMap((file) => fencesIn(get(file), "yaml").filter(isManifest));
  expect(manifests.length).toBeGreaterThan(2);
  expect(shortProblemsOf([organization(), ...manifests.map((text): unknown => parse(text))])).toEqual([]);
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
  const thrown = reasons.flatMap((reason) => exitCodesThrown(reason).map((code) => [reason, code]));
  const told = rows.flatMap(([cell = "", code]) =>
    reasons.filter((one) => cell.includes(`\`${one}\``)).map((one) => [one, Number(code)]),
  );
  expect(thrown.length).toBeGreaterThan(6);
  expect(told).toEqual(expect.arrayContaining(thrown));
});

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

function markdownIn(folder: string): readonly string[] {
  const names = readdirSync(path.join(root, folder)).filter((name) => name.endsWith(".md"));
  return names.toSorted().map((name) => `${folder}/${name}`);
}

function get(file: string): string {
  return textOf.get(file) ?? "";
}

function brokenLinks(file: string, text: string): readonly string[] {
  const prose = text.replaceAll(/^```[^]*?^```$/gm, "").replaceAll(/`[^`]*`/g, "");
  const links = Array.from(prose.matchAll(/\]\(([^)\s]+)\)/g), ([, link = ""]) => link);
  return links.filter((link) => !link.startsWith("https://") && !leadsSomewhere(file, text, link));
}

function leadsSomewhere(file: string, text: string, link: string): boolean {
  const [place = "", anchor] = link.split("#");
  const target = place === "" ? file : path.posix.join(path.posix.dirname(file), place);
  if (statSync(path.join(root, target), { throwIfNoEntry: false }) === undefined) return false;
  return anchor === undefined || anchorsIn(place === "" ? text : get(target)).has(anchor);
}

// As GitHub makes them: lower case, no signs, spaces to hyphens, and a number behind what was there already.
function anchorsIn(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of text.replaceAll(/^```[^]*?^```$/gm, "").matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-");
    const taken = [...anchors].filter((anchor) => anchor === slug || anchor.replace(/-\d+$/, "") === slug).length;
    anchors.add(taken === 0 ? slug : `${slug}-${taken}`);
  }
  return anchors;
}

function problemsOfCommands(text: string): readonly string[] {
  const everyFlag = new Set(["--help", ...allCommands(program).flatMap(flagsOf)]);
  const flags = inlineCode(text).flatMap((code) => /^--[a-z][\w-]*/.exec(code) ?? []);
  return [
    ...commandsIn(text)
      .filter((words) => !isCall(words))
      .map((words) => words.join(" ")),
    ...flags.filter((flag) => !everyFlag.has(flag)),
  ];
}

// A call begins a line or follows what a shell puts before one; it ends where the shell takes over again.
function commandsIn(text: string): readonly (readonly string[])[] {
  const fences = fencesIn(text, "(?:console)?").join("\n");
  const calls = [
    ...inlineCode(text).flatMap((code) => (code.startsWith("charter ") ? [code] : [])),
    ...Array.from(fences.matchAll(callForm), ([, call = ""]) => call),
  ];
  return calls.map((call) =>
    call
      .replace(/\s(?:[#|;>]|&&|\$\().*$/, "")
      .replace(/[;)].*$/, "")
      .trim()
      .split(/\s+/),
  );
}

const callForm = /(?:^(?:\$ )?(?:\w+=(?:\$\([^)]*\)|\S+) )*|&& |; |\| |\$\()(charter [^\n|;&]*)/gm;

function isCall([, ...words]: readonly string[]): boolean {
  const [command, rest] = descend(program, words);
  const flags = rest.filter((word) => word.startsWith("-") && word !== "-").map((word) => word.replace(/=.*$/, ""));
  const known = new Set(["--help", ...flagsOf(program), ...flagsOf(command)]);
  const isWhole = command.commands.length === 0 || rest.length === 0 || flags.length > 0;
  return (command !== program || flags.length > 0) && isWhole && flags.every((flag) => known.has(flag));
}

function descend(command: Command, words: readonly string[]): readonly [Command, readonly string[]] {
  const next = command.commands.find((one) => one.name() === words[0]);
  return next === undefined ? [command, words] : descend(next, words.slice(1));
}

function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

function flagsOf(command: Command): readonly string[] {
  return command.options.flatMap(({ long, short }) => [long, short].filter((flag) => typeof flag === "string"));
}

function inlineCode(text: string): readonly string[] {
  const prose = text.replaceAll(/^```[^]*?^```$/gm, "");
  return Array.from(prose.matchAll(/`([^`\n]+)`/g), ([, code = ""]) => code);
}

function fencesIn(text: string, language: string): readonly string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm");
  const others = /^```\w*\n[^]*?^```$/gm;
  return Array.from(text.matchAll(others), ([whole]) => whole).flatMap((whole) =>
    Array.from(whole.matchAll(fence), ([, inner = ""]) => inner),
  );
}

function exitCodesIn(text: string): readonly number[] {
  const said = Array.from(text.matchAll(/\b(?:exit codes?|(?:ends?|exits?|stops?|refused) with|stop with) (\d+)/g));
  const tables = text.matchAll(/^\|.*\bexit code\b.*\|\n(?:\|.*\|(?:\n|$))+/gm);
  const rows = Array.from(tables, ([table]) => codesInTable(table.trimEnd().split("\n"))).flat();
  return [...said.map(([, code]) => Number(code)), ...rows];
}

function codesInTable([header = "", , ...rows]: readonly string[]): readonly number[] {
  const column = cellsOf(header).indexOf("exit code");
  return rows.flatMap((row) => (cellsOf(row)[column] ?? "").split(", ").map(Number));
}

function tableBelow(text: string, header: string): readonly (readonly string[])[] {
  const lines = text.split("\n");
  const start = lines.indexOf(header) + 2;
  const length = start < 2 ? 0 : lines.slice(start).findIndex((line) => !line.startsWith("|"));
  return lines.slice(start, start + length).map(cellsOf);
}

// What the Action ends with where it throws a failure by its code.
function exitCodesThrown(reason: string): readonly number[] {
  const found = sources.matchAll(new RegExp(`Failure\\("${reason}", exitCodes\\.(\\w+)`, "g"));
  const codes: Readonly<Record<string, number>> = exitCodes;
  return Array.from(found, ([, name = ""]) => codes[name] ?? -1);
}

function cellsOf(row: string): readonly string[] {
  return row
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function isManifest(text: string): boolean {
  return text.startsWith("apiVersion:");
}

function stepsOf(text: string): readonly Step[] {
  const value: unknown = parse(text);
  return Array.isArray(value) ? (value as readonly Step[]) : [];
}

interface Step {
  readonly uses: string;
  readonly with: Readonly<Record<string, unknown>>;
}
