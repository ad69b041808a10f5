import type { BareChange, Kind } from "../kinds/kind.ts";
import type { Address } from "../model/address.ts";
import type { Change } from "../model/change.ts";
import type { Declaration } from "../model/declaration.ts";
import { placeIn } from "../model/declaration.ts";
import { type Diagnostic, problem } from "../model/diagnostic.ts";
import type { Entity, Facts } from "../model/entity.ts";
import { type JsonObject, textOf } from "../model/json.ts";
import { diffFields } from "./diff-fields.ts";

/** A declaration beside the live object it means. */
export interface DiffPair {
  readonly declaration: Declaration;
  readonly kind: Kind;
  readonly address: Address;
  readonly live: Entity | undefined;
}

/** What the differ is told beyond the two states. */
export interface DiffContext {
  /** Handle of the person who makes new objects; absent for somebody whom live does not know. */
  readonly actor: string | undefined;
  /** Handle of the person who owns a new organization and has nothing to accept. */
  readonly founder: string | undefined;
  readonly kindsByName: ReadonlyMap<string, Kind>;
  readonly authoritative: ReadonlySet<string>;
  readonly entityOf: (kind: Kind, parts: Omit<Entity, "references" | "kind">) => Entity;
}

/** Which objects differ and in which fields, in no order yet. */
export interface Difference {
  readonly changes: readonly Change[];
  /** Live objects that nobody declares and that are left alone. */
  readonly unmanaged: readonly Entity[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Compares declared with live. Undeclared objects of authoritative kinds are planned for removal. */
export function diffStates(
  pairs: readonly DiffPair[],
  undeclared: readonly Entity[],
  context: DiffContext,
): Difference {
  const madeInside = creationsByProject(pairs);
  const edited = pairs.flatMap((pair) =>
    pair.live === undefined ? creationOf(pair, madeInside, context) : updateOf(pair, pair.live, context),
  );
  const removed = new Set(removable(pairs, undeclared, context));
  return {
    changes: [...edited, ...[...removed].map((entity) => deletion(entity, context))],
    unmanaged: undeclared.filter((entity) => !removed.has(entity)),
    diagnostics: pairs.flatMap((pair) => [...immutableEdits(pair), ...illegalSteps(pair)]),
  };
}

function creationOf(pair: DiffPair, madeInside: CreationsByProject, context: DiffContext): readonly Change[] {
  const { kind, declaration } = pair;
  const plain = { spec: declaration.spec, facts: {} };
  const made = context.actor === undefined ? plain : (kind.madeBy?.(declaration.spec, context.actor) ?? plain);
  const fields = kind.complete(made.spec, undefined);
  const facts: Facts = { createdBy: context.actor, ...made.facts, ...founderFacts(pair, context) };
  const whole = context.entityOf(kind, { ...identityOf(pair), fields, facts });
  const later = deferredFields(kind, whole, { inside: madeInside.get(whole.name) ?? new Set(), context });
  if (later.length === 0) return [creation(pair, whole)];
  const first = context.entityOf(kind, { ...identityOf(pair), fields: without(fields, later), facts });
  const edits = diffFields(kind, first.fields, whole.fields);
  return [creation(pair, first), changeOf(pair, { before: first, after: whole, edits, replaces: false })];
}

function founderFacts({ kind, declaration }: DiffPair, { founder }: DiffContext): Facts {
  if (kind.name !== "Member" || declaration.name !== founder) return {};
  return { status: "accepted" };
}

type CreationsByProject = ReadonlyMap<string, ReadonlySet<Address>>;

function creationsByProject(pairs: readonly DiffPair[]): CreationsByProject {
  const made = new Map<string, Set<Address>>();
  for (const { live, declaration, address } of pairs) {
    const project = declaration.project ?? declaration.spec["project"];
    if (live !== undefined || typeof project !== "string") continue;
    made.set(project, (made.get(project) ?? new Set()).add(address));
  }
  return made;
}

interface Inside {
  readonly inside: ReadonlySet<Address>;
  readonly context: DiffContext;
}

// A field that refers to what can only be made inside the new object must follow in a second step.
function deferredFields(kind: Kind, whole: Entity, { inside, context }: Inside): readonly string[] {
  if (inside.size === 0) return [];
  return (kind.deferrable ?? []).filter((field) => {
    const rest = context.entityOf(kind, { ...whole, fields: without(whole.fields, [field]) });
    return whole.references.some((address) => inside.has(address) && !rest.references.includes(address));
  });
}

function updateOf(pair: DiffPair, live: Entity, context: DiffContext): readonly Change[] {
  const { kind, declaration } = pair;
  const fields = kind.complete(declaration.spec, live.fields);
  const edits = diffFields(kind, live.fields, fields);
  if (edits.length === 0) return [];
  const replaces = edits.some(({ path }) => kind.fields[path.slice(1)]?.replaces === true);
  const facts: Facts = replaces ? { ...live.facts, status: "pending" } : live.facts;
  const after = context.entityOf(kind, { ...identityOf(pair), uid: live.uid, fields, facts });
  return [changeOf(pair, { before: live, after, edits, replaces })];
}

function creation(pair: DiffPair, after: Entity): Change {
  const edits = diffFields(pair.kind, undefined, after.fields);
  return changeOf(pair, { before: undefined, after, edits, replaces: false });
}

function changeOf(pair: DiffPair, step: Pick<Change, "before" | "after" | "edits" | "replaces">): Change {
  const bare: BareChange = {
    address: pair.address,
    kind: pair.kind.name,
    action: step.before === undefined ? "create" : "update",
    source: pair.declaration.source,
    ...step,
  };
  return { ...bare, requirements: pair.kind.requirements(bare) };
}

function identityOf({ address, declaration }: DiffPair): Pick<Entity, "address" | "name" | "project"> {
  return { address, name: declaration.name, project: declaration.project };
}

function without(fields: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

// What is in a project goes with it, and otherwise only when its kind is authoritative in a project that is declared.
function removable(
  pairs: readonly DiffPair[],
  undeclared: readonly Entity[],
  { authoritative, kindsByName }: DiffContext,
): readonly Entity[] {
  const declared = new Set(
    pairs.filter(({ kind }) => kind.name === "Project").map(({ declaration }) => declaration.name),
  );
  const gone = new Set(
    undeclared.filter(({ kind }) => kind === "Project" && authoritative.has(kind)).map(({ name }) => name),
  );
  return undeclared.filter((entity) => {
    const kind = kindsByName.get(entity.kind);
    if (kind === undefined || kind.name === "Organization") return false;
    const inProject = kind.scope === "project" ? entity.project : entity.fields["project"];
    if (typeof inProject === "string" && gone.has(inProject)) return true;
    return authoritative.has(kind.name) && (typeof inProject !== "string" || declared.has(inProject));
  });
}

function deletion(entity: Entity, { kindsByName }: DiffContext): Change {
  const kind = kindsByName.get(entity.kind);
  const bare: BareChange = {
    address: entity.address,
    kind: entity.kind,
    action: "delete",
    replaces: false,
    edits: kind === undefined ? [] : diffFields(kind, entity.fields, undefined),
    before: entity,
    after: undefined,
    source: undefined,
  };
  return { ...bare, requirements: kind?.requirements(bare) ?? [] };
}

function illegalSteps({ kind, declaration, live }: DiffPair): readonly Diagnostic[] {
  if (kind.checkStep === undefined) return [];
  const problems = kind.checkStep(live?.fields, kind.complete(declaration.spec, live?.fields));
  return problems.map(({ code, args, path, part = "value", severity = "error" }) => ({
    code,
    severity,
    args,
    place: placeIn(declaration.source, ["spec", ...path], part),
  }));
}

function immutableEdits({ kind, declaration, live }: DiffPair): readonly Diagnostic[] {
  if (live === undefined) return [];
  return Object.entries(kind.fields).flatMap(([field, rule]) => {
    const [before, after] = [live.fields[field], declaration.spec[field]];
    if (rule.immutable !== true || after === undefined || before === after) return [];
    const place = placeIn(declaration.source, ["spec", field]);
    return [
      problem("immutable-field", place, { field, kind: kind.name, before: textOf(before), after: textOf(after) }),
    ];
  });
}
