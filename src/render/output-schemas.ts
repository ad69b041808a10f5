/** JSON Schemas (draft-07) of every JSON output. Minor versions add fields, so unknown ones are always allowed. */

const draft = "http://json-schema.org/draft-07/schema#";

const text = { type: "string" };
const textOrNull = { type: ["string", "null"] };
const count = { type: "integer", minimum: 0 };
const texts = { type: "array", items: text };
const yesOrNo = { type: "boolean" };
const formatVersion = { type: "string", pattern: "^1\\.[0-9]+$", description: "A new minor number only adds fields." };
const severity = { enum: ["error", "warning"] };

/** An object whose named properties are all there, and others may be. */
function record(properties: Readonly<Record<string, object>>): object {
  return { type: "object", required: Object.keys(properties), properties };
}

function listOf(items: object): object {
  return { type: "array", items };
}

const position = { type: ["integer", "null"], minimum: 1 };

const diagnostic = record({
  code: text,
  severity,
  message: text,
  help: textOrNull,
  file: textOrNull,
  line: position,
  column: position,
});

const actor = record({ email: text, liveRoles: texts });

const partyDecision = record({
  rule: { enum: ["actor", "merger-or-approver", "merger-only", "two-person"] },
  actor: text,
  allowed: yesOrNo,
  reason: text,
  reasonCode: text,
  qualified: { ...texts, description: "Handles of the people whose word counts, the actor first." },
  unqualified: listOf(record({ email: text, member: textOrNull, reason: text, reasonCode: text })),
});

const decisionFacts = {
  allowed: yesOrNo,
  rule: { ...text, description: "The table or rule that decided." },
  by: { ...textOrNull, description: "Handle of the member whose live role allowed the change; null when denied." },
  role: { ...textOrNull, description: "The live role that gave or lacked the right." },
  reason: text,
  whoCan: { ...texts, description: "Handles of the people who hold the permission, sorted." },
};

const decision = {
  ...record(decisionFacts),
  properties: {
    ...decisionFacts,
    parties: { ...listOf(partyDecision), description: "There only where the people of pull requests were asked." },
  },
};

const changeFacts = {
  address: { ...text, description: "Kind/name, or Kind/project/name for a resource of a project." },
  kind: text,
  action: { enum: ["create", "update", "delete"] },
  edits: listOf(
    record({
      path: { ...text, description: "JSON pointer into the fields." },
      before: { description: "null when the field was not there." },
      after: { description: "null when the field goes away." },
    }),
  ),
  source: {
    ...record({ file: text, line: { type: "integer", minimum: 1 }, column: { type: "integer", minimum: 1 } }),
    type: ["object", "null"],
    description: "Where the object is declared; null when nothing declares it.",
  },
  symbol: { enum: ["+", "~", "-", "-/+"] },
  replaces: { ...yesOrNo, description: "Whether a new object takes the place of the live one." },
};

const change = record({ ...changeFacts, permissions: texts, decision });

const planProperties = {
  formatVersion,
  target: text,
  actor,
  verdict: { enum: ["allowed", "denied", "refused", "invalid"] },
  summary: record({ add: count, change: count, remove: count, byHand: count, unmanaged: count }),
  changes: { ...listOf(change), description: "In the order in which they are applied." },
  findings: listOf(record({ code: text, severity, message: text, addresses: texts })),
  effects: listOf(record({ member: text, gains: texts, loses: texts, escalation: yesOrNo })),
  diagnostics: listOf(diagnostic),
  cost: record({ reads: count, writes: count, seconds: { type: "number", minimum: 0 } }),
  digest: { ...text, pattern: "^sha256:" },
  founds: { ...yesOrNo, description: "Whether the target is empty and becomes a new organization." },
  authoritative: { ...texts, description: "Kinds whose undeclared live objects are removed." },
  approvers: listOf(actor),
  unmanagedByKind: { type: "object", additionalProperties: count },
  byHand: listOf(record({ address: text, steps: texts })),
};

const outcome = record({
  applied: texts,
  failed: listOf(record({ address: text, reason: text })),
  notAttempted: texts,
  unknown: { ...texts, description: "Sent, but it is not known whether they took effect." },
  invitations: listOf(
    record({ email: text, delivery: { enum: ["sent", "written", "unknown", "failed"] }, detail: text }),
  ),
});

const transferProperties = {
  formatVersion,
  from: text,
  to: text,
  madeAt: { ...text, description: "When the rows were read: ISO 8601 in UTC." },
  madeFrom: { ...text, description: "The target they were read from." },
  storeFormat: count,
  lineage: text,
  serial: count,
  tables: listOf(record({ table: text, rows: count, digest: { ...text, pattern: "^sha256:[0-9a-f]{64}$" } })),
  identical: {
    type: ["boolean", "null"],
    description: "Whether what was written was read back and is the same; null for a stream.",
  },
  differing: { ...texts, description: "Tables that are not the same, and history for the lineage and the serial." },
  moved: { ...yesOrNo, description: "Whether somebody wrote to the source while it was copied." },
  audit: record({ intact: yesOrNo, head: record({ count, hash: text }) }),
  anchored: { ...yesOrNo, description: "Whether the log ends where the transferred log does." },
  waitingMails: { ...count, description: "Mails that the next apply sends." },
};

function output(title: string, properties: Readonly<Record<string, object>>): OutputSchema {
  return { $schema: draft, title, ...record(properties) };
}

/** A published schema of an output. */
export interface OutputSchema {
  readonly $schema: string;
  readonly title: string;
}

/** Schemas by the name of the command whose `--format json` they describe, and `failure` for a run that ends early. */
export const outputSchemas: Readonly<
  Record<
    | "plan"
    | "apply"
    | "validate"
    | "explain"
    | "roles"
    | "backup"
    | "restore"
    | "copy"
    | "failure"
    | "drift"
    | "doctor",
    OutputSchema
  >
> = {
  plan: output("charter plan --format json", planProperties),
  apply: output("charter apply --format json", { ...planProperties, outcome }),
  drift: output("charter drift --format json", {
    formatVersion,
    target: text,
    commit: { ...text, description: "The commit whose manifests were compared with live." },
    summary: record({ add: count, change: count, remove: count, unmanaged: count }),
    changes: { ...listOf(record(changeFacts)), description: "What an apply of the commit would change." },
  }),
  doctor: output("charter doctor --format json", {
    formatVersion,
    repository: text,
    checks: listOf(
      record({
        check: text,
        verdict: { enum: ["ok", "problem", "cannot-see"] },
        message: textOrNull,
        help: textOrNull,
      }),
    ),
  }),
  validate: output("charter validate --format json", {
    formatVersion,
    verdict: { enum: ["valid", "invalid"] },
    documents: count,
    diagnostics: listOf(diagnostic),
  }),
  explain: output("charter explain --format json", {
    formatVersion,
    allowed: yesOrNo,
    rule: text,
    role: textOrNull,
    reason: text,
    whoCan: texts,
  }),
  roles: output("charter roles --format json", {
    formatVersion,
    roles: listOf(
      record({ title: text, level: text, product: text, project: textOrNull, default: yesOrNo, uid: textOrNull }),
    ),
  }),
  backup: output("charter backup --format json", transferProperties),
  restore: output("charter restore --format json", transferProperties),
  copy: output("charter copy --format json", transferProperties),
  failure: output("charter --format json when a run ends with a failure", {
    formatVersion,
    error: record({ code: text, message: text, help: textOrNull, exitCode: count }),
  }),
};
