import { Failure } from "../../model/failure.ts";
import type { Annotation } from "./annotations.ts";
import type { CheckReport } from "./check-report.ts";

/** A check run as GitHub holds it. */
export interface PostedCheck {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  readonly status: string;
  readonly externalId: string;
  readonly appId: number | undefined;
  readonly url: string;
}

/** What is needed of GitHub; `update` adds its annotations to those that are there. */
export interface CheckApi {
  readonly list: (wanted: Pick<CheckReport, "name" | "headSha">) => Promise<readonly PostedCheck[]>;
  readonly create: (check: CheckReport, annotations: readonly Annotation[]) => Promise<PostedCheck>;
  readonly update: (id: number, check: CheckReport, annotations: readonly Annotation[]) => Promise<PostedCheck>;
}

/** A check, and what it says on lines of files. */
export interface WantedCheck {
  readonly check: CheckReport;
  readonly annotations: readonly Annotation[];
  /** The number of the App this run writes as; absent where it is not known yet. */
  readonly appId?: number | undefined;
}

// GitHub takes so many annotations in one request.
const mostAtOnce = 50;

// Writes are spaced by a second; nobody reads thousands of remarks, and the summary has them all.
const mostAnnotations = 200;

/**
 * Writes a check run on its commit. One that is still going on is completed; where the newest of ours is complete, a new
 * run takes its place, because annotations can only be added to a run and an old one would contradict the new verdict.
 * GitHub counts the newest run of a name. A lost answer to the creation is no reason for a second one: it is looked for.
 */
export async function upsertCheck(api: CheckApi, wanted: WantedCheck): Promise<PostedCheck> {
  const [first = [], ...rest] = batches(wanted.annotations);
  const newest = newestOf(await api.list(wanted.check), wanted);
  const written =
    newest === undefined || newest.status === "completed"
      ? await createOnce(api, wanted, { annotations: first, former: newest })
      : await api.update(newest.id, wanted.check, first);
  // Annotations are added in their order.
  // oxlint-disable-next-line no-await-in-loop
  for (const batch of rest) await api.update(written.id, wanted.check, batch);
  return written;
}

interface Creation {
  readonly annotations: readonly Annotation[];
  /** The newest run before this one. */
  readonly former: PostedCheck | undefined;
}

async function createOnce(api: CheckApi, wanted: WantedCheck, { annotations, former }: Creation): Promise<PostedCheck> {
  try {
    return await api.create(wanted.check, annotations);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "github-unknown-outcome") throw error;
    const newest = newestOf(await api.list(wanted.check), wanted);
    if (newest === undefined || newest.id === former?.id) throw error;
    return newest;
  }
}

function batches(annotations: readonly Annotation[]): readonly (readonly Annotation[])[] {
  const placed = annotations.filter(({ place }) => place !== undefined).slice(0, mostAnnotations);
  return Array.from({ length: Math.ceil(placed.length / mostAtOnce) }, (_batch, at) =>
    placed.slice(at * mostAtOnce, (at + 1) * mostAtOnce),
  );
}

function newestOf(checks: readonly PostedCheck[], { check, appId }: WantedCheck): PostedCheck | undefined {
  return checks
    .filter(({ name, headSha }) => name === check.name && headSha === check.headSha)
    .filter(({ externalId }) => externalId === (check.externalId ?? ""))
    .filter((one) => appId === undefined || one.appId === appId)
    .toSorted((one, other) => other.id - one.id)[0];
}
