import type { Kind } from "../kinds/kind.ts";
import { placeIn } from "../model/declaration.ts";
import { problem, type Diagnostic } from "../model/diagnostic.ts";
import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import type { LiveObject, Snapshot } from "../model/live.ts";
import type { DeclaredObject } from "./declared-object.ts";
import { HandleBook } from "./handle-book.ts";

/** Which live object each declaration means, and what every live object is called. */
export interface Matching {
  readonly handles: HandleBook;
  /** The live object of each declared address that has one. */
  readonly liveByAddress: ReadonlyMap<string, LiveObject>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds the live object of every declaration by `metadata.uid`, else by natural key, else by `metadata.previously`, and
 * gives the remaining live objects handles made from their titles. Throws when live holds two objects of one identity.
 */
export function matchLive(
  objects: readonly DeclaredObject[],
  snapshot: Snapshot,
  kindsByName: ReadonlyMap<string, Kind>,
): Matching {
  const matching: Growing = { handles: new HandleBook(snapshot.objects), liveByAddress: new Map(), diagnostics: [] };
  const declaredByKind = Map.groupBy(objects, ({ kind }) => kind.name);
  const liveByKind = Map.groupBy(snapshot.objects, ({ kind }) => kind);
  // In the registry's order a kind comes after the kinds its natural key speaks of.
  for (const kind of kindsByName.values()) {
    const live = liveByKind.get(kind.name) ?? [];
    matchKind(declaredByKind.get(kind.name) ?? [], new LiveIndex(kind, live, matching.handles), matching);
    matching.handles.nameTheRest(live);
  }
  return matching;
}

interface Growing {
  readonly handles: HandleBook;
  readonly liveByAddress: Map<string, LiveObject>;
  readonly diagnostics: Diagnostic[];
}

// What is pinned comes first: a live object that one declaration is pinned to is nobody else's by its title.
function matchKind(objects: readonly DeclaredObject[], live: LiveIndex, matching: Growing): void {
  const { handles, diagnostics } = matching;
  for (const object of objects.filter(isPinned)) settle(object, findPinned(object, live, diagnostics), matching);
  const pinned = new Set([...live.uids()].filter((uid) => handles.isNamed(uid)));
  for (const object of objects.filter((one) => !isPinned(one))) {
    settle(object, findNamed(object, live, pinned), matching);
  }
}

function isPinned({ declaration }: DeclaredObject): boolean {
  return declaration.uid !== undefined;
}

function settle(object: DeclaredObject, found: LiveObject | undefined, matching: Growing): void {
  const { handles, liveByAddress, diagnostics } = matching;
  if (found === undefined) {
    handles.reserve(object.address);
  } else if (handles.isNamed(found.uid)) {
    diagnostics.push(matchedTwice(object, handles.nameOf(found.uid)));
  } else {
    handles.give(found, object.address, object.declaration.spec["title"]);
    liveByAddress.set(object.address, found);
  }
}

class LiveIndex {
  readonly kind: Kind;
  readonly #byUid = new Map<string, LiveObject>();
  readonly #byKey = new Map<string, LiveObject>();

  readonly #handles: HandleBook;

  constructor(kind: Kind, live: readonly LiveObject[], handles: HandleBook) {
    this.kind = kind;
    this.#handles = handles;
    for (const object of live) {
      this.#byUid.set(object.uid, object);
      const key = `${handles.projectOf(object) ?? ""}\n${kind.key(handles.withHandles(kind, object))}`;
      const other = this.#byKey.get(key);
      if (other !== undefined) throw ambiguous(object, other);
      this.#byKey.set(key, object);
    }
  }

  uids(): Iterable<string> {
    return this.#byUid.keys();
  }

  /** The object with this uid; nothing moves from one project to another. */
  findByUid(uid: string, project: string | undefined): LiveObject | undefined {
    const found = this.#byUid.get(uid);
    return found !== undefined && this.#handles.projectOf(found) === project ? found : undefined;
  }

  findByKey(project: string | undefined, key: string): LiveObject | undefined {
    return this.#byKey.get(`${project ?? ""}\n${key}`);
  }
}

function ambiguous(one: LiveObject, other: LiveObject): Failure {
  const args = { kind: one.kind, uids: [one.uid, other.uid].toSorted() };
  return new Failure("live-ambiguous-identity", exitCodes.unreadable, args);
}

function findPinned(object: DeclaredObject, live: LiveIndex, diagnostics: Diagnostic[]): LiveObject | undefined {
  const { kind, declaration } = object;
  const { uid = "", project, source } = declaration;
  const pinned = live.findByUid(uid, project);
  if (pinned === undefined) {
    diagnostics.push(problem("uid-not-live", placeIn(source, ["metadata", "uid"]), { uid, kind: kind.name }));
  }
  return pinned;
}

function findNamed(
  { kind, declaration }: DeclaredObject,
  live: LiveIndex,
  pinned: ReadonlySet<string>,
): LiveObject | undefined {
  const { project, spec, previously } = declaration;
  const keys = [kind.key(spec), ...previously.map((former) => kind.formerKey(spec, former))];
  return keys.map((key) => live.findByKey(project, key)).find((found) => found !== undefined && !pinned.has(found.uid));
}

function matchedTwice({ declaration }: DeclaredObject, other: string): Diagnostic {
  const { source, kind, name } = declaration;
  return problem("matched-twice", placeIn(source, ["metadata", "name"]), { kind, name, other });
}
