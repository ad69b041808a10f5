import { PURE_FOLDERS } from "./scripts/pure-folders.ts";

const STAGE = "^src/(load|validate|resolve|diff|authorize|guards|plan|render|apply)/";
const PURE = `^src/(?:${PURE_FOLDERS.join("|")})/`;

/** Which folder alone knows a package, or one of Node's own modules. */
const OWNERS = {
  ajv: "validate",
  "ajv-formats": "validate",
  commander: "cli",
  diff: "render",
  fastify: "serve",
  "json-schema-to-ts": "kinds",
  nodemailer: "targets",
  octokit: "github",
  "@octokit": "github",
  "@actions": "github",
  pg: "targets",
  sqlite: "targets",
  yaml: "load",
};

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "model-stands-alone",
      comment:
        "The nouns are what all folders share: an import in model would reach all of them. Move the code out of model.",
      severity: "error",
      from: { path: "^src/model/" },
      to: { pathNot: "^src/model/" },
    },
    {
      name: "no-stage-knows-another",
      comment:
        "Each stage can be read, tested and replaced alone, and only reconcile.ts knows their order. Pass the other " +
        "stage's result in as an argument, or move what both need to model, kinds or roles.",
      severity: "error",
      from: { path: STAGE },
      to: { path: STAGE, pathNot: "^src/$1/" },
    },
    {
      name: "stages-are-wired-from-outside",
      comment:
        "What a stage serves (kinds, roles, targets) must not lean on the stage, or adding a kind or a target would " +
        "touch the pipeline. Of the folders with input or output only import may use one stage: load, which writes YAML.",
      severity: "error",
      from: { path: "^src/(?:kinds|roles|targets|import)/" },
      to: { path: STAGE, pathNot: "^src/(?:$1|load)/" },
    },
    {
      name: "only-import-uses-load",
      comment: "A kind, a role table or a target never sees YAML: it is given declarations.",
      severity: "error",
      from: { path: "^src/(?:kinds|roles|targets)/" },
      to: { path: "^src/load/" },
    },
    {
      name: "no-kind-knows-another",
      comment: "A kind is one folder and one line in the registry. It refers to another kind by its name, as a string.",
      severity: "error",
      from: { path: "^src/kinds/([^/]+)/" },
      to: { path: "^src/kinds/[^/]+/", pathNot: "^src/kinds/$1/" },
    },
    {
      name: "pure-code-has-no-node",
      comment:
        "Everything a decision depends on is an argument, so that the same input gives the same plan everywhere.",
      severity: "error",
      from: { path: PURE },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "pure-code-imports-pure-code",
      comment: "Reading a file two imports away is still reading a file. Take the value as an argument.",
      severity: "error",
      from: { path: PURE },
      to: { path: "^src/", pathNot: PURE },
    },
    {
      name: "parsing-reads-nothing",
      comment: "Finding files is one half of load; parsing text is the other, and is given the text.",
      severity: "error",
      from: { path: "^src/load/(?:parse-manifest|locate)\\.ts$" },
      // The names of Node's own modules are the only ones without a file ending.
      to: { path: "^[^.]+$", reachable: true },
    },
    ...Object.entries(OWNERS).map(([name, folder]) => ({
      name: `only-${folder}-knows-${name.replace("@", "")}`,
      comment: `One folder speaks to ${name}, so that it can be replaced there. Ask ${folder} for what is needed.`,
      severity: "error",
      from: { path: "^src/", pathNot: `^src/${folder}/` },
      to: { path: [`node_modules/${name}/`, `node_modules/@types/${name}/`, `^(?:node:)?${name}$`] },
    })),
    {
      name: "every-package-has-an-owner",
      comment: "A dependency must earn its place: name the folder that knows it in OWNERS, in .dependency-cruiser.mjs.",
      severity: "error",
      from: { path: "^src/" },
      to: {
        path: "node_modules/",
        pathNot: Object.keys(OWNERS).flatMap((name) => [`node_modules/${name}/`, `node_modules/@types/${name}/`]),
      },
    },
    {
      name: "the-product-needs-no-development-tool",
      comment: "A package that only developers have is missing where Charter is installed. Types alone are fine.",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "nothing-knows-the-doors",
      comment:
        "The command line and the GitHub Action are doors into the program; what they share belongs inside. Only what " +
        "github offers to the command line is open to it: the doctor, and manifests at a commit.",
      severity: "error",
      from: { path: "^src/([^/]+)" },
      to: { path: "^src/(?:cli|github)/", pathNot: ["^src/$1/", "^src/github/(?:doctor|source)/"] },
    },
    {
      name: "no-cycle",
      comment: "Two files that need each other are one file, or miss a third that both can import.",
      severity: "error",
      from: { path: "^(?:src|scripts|test)/" },
      to: { circular: true },
    },
    {
      name: "every-import-resolves",
      comment: "This import leads nowhere: a wrong path, or a package that is not installed.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "names-say-what-is-inside",
      comment: "A file called utils, helpers, common or types collects everything. Name it for its one idea.",
      severity: "error",
      from: { path: "^(?:src|scripts|test)/" },
      to: { path: "/(?:utils?|helpers?|common|misc|types)(?:\\.ts$|/)", pathNot: "node_modules" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^src/validate/compiled/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    detectProcessBuiltinModuleCalls: true,
    builtInModules: { add: ["node:sqlite"] },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
