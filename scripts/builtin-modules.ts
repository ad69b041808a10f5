import { builtinModules } from "node:module";

import type { Plugin } from "rolldown";

const names = builtinModules.filter((name) => !name.startsWith("_")).join("|");
const BUILTIN = new RegExp(`^(?:node:)?(?:${names}|sqlite)$`, "u");
const IDENTIFIER = /^(?!default$)[A-Za-z_$][\w$]*$/u;

/**
 * Takes Node's own modules through `process.getBuiltinModule`, and from them only the names that are used. An `import`
 * first reads every name, which for `fs`, `util`, `crypto` and `process` loads half of Node.js: 5 to 10 ms at each start.
 */
export function builtinModulesPlugin(): Plugin {
  return {
    name: "builtin-modules",
    resolveId: {
      filter: { id: BUILTIN },
      handler: (source, importer = "", { kind }) => {
        if (importer.startsWith("\0") || kind === "dynamic-import") return null;
        // The importer is part of the name: shared by chunks, two lines of code would become a chunk of their own.
        return ["\0builtin", kind, source.replace(/^node:/u, ""), importer].join("|");
      },
    },
    load: {
      filter: { id: /^\0builtin\|/u },
      handler: (id) => {
        const [, kind, name = "", importer = ""] = id.split("|");
        if (kind === "require-call") return `module.exports = ${taken(name)};`;
        return isUnused(name, importer) ? lazyModule(name) : eagerModule(name);
      },
    },
  };
}

/** Commander needs `child_process` only for subcommands that are programs of their own, and Charter has none. */
function isUnused(name: string, importer: string): boolean {
  return name === "child_process" && importer.includes("/node_modules/commander/");
}

function lazyModule(name: string): string {
  return `export default new Proxy({}, { get: (_, key) => ${taken(name)}[key] });`;
}

function eagerModule(name: string): string {
  const exported = Object.keys(process.getBuiltinModule(`node:${name}`) ?? {}).filter((key) => IDENTIFIER.test(key));
  return [
    `const builtin = /* @__PURE__ */ ${taken(name)};`,
    "export default builtin;",
    ...exported.map((key) => `const ${key}_ = /* @__PURE__ */ (() => builtin.${key})(); export { ${key}_ as ${key} };`),
  ].join("\n");
}

function taken(name: string): string {
  return `process.getBuiltinModule("node:${name}")`;
}
