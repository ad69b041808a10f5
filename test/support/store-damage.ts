import type { AuditAnchor } from "../../src/targets/audit-log.ts";
import type { Target } from "../../src/targets/target.ts";
import type { StoreWorld } from "./store-world.ts";

/** What a process that competed said of one of its rounds. */
export interface SaidRound {
  /** `done`, `unknown`, or the code of the Failure. */
  readonly word: string;
  readonly mark: string;
  /** For `done` the serial that the round was planned at, for a Failure its exit code. */
  readonly number: number;
}

/** What a look at a store finds, after whatever was done to it. */
export interface StoreLook {
  /** What must not be; empty when nothing is lost, half done, doubled or wrongly told. */
  readonly problems: readonly string[];
  readonly head: AuditAnchor;
}

/** What the rounds of one or more processes ended with, in the order they were said. */
export function roundsSaid(stdout: string): readonly SaidRound[] {
  return [...stdout.matchAll(/^([\w-]+) (\S+-\d+) (\d+)$/gm)].map(([, word = "", mark = "", number]) => {
    return { word, mark, number: Number(number) };
  });
}

/** Compares what was said with what is there, and the log with both. */
export async function lookForDamage(
  { target, rows }: Pick<StoreWorld, "rows"> & { readonly target: Target },
  { said, anchor }: { readonly said: readonly SaidRound[]; readonly anchor: AuditAnchor },
): Promise<StoreLook> {
  const { objects } = await target.read();
  const marks = objects.flatMap(({ kind, fields }) => {
    const name = kind === "Note" ? fields["title"] : fields["email"];
    return /^(?:Note |person-)([\w-]+?-\d+)\b/.exec(typeof name === "string" ? name : "")?.[1] ?? [];
  });
  const countByMark = Map.groupBy(marks, (mark) => mark);
  const half = [...countByMark].filter(([, found]) => found.length !== 3).map(([mark]) => `${mark} is half done`);
  const untrue = said.flatMap(({ word, mark }) => {
    const isThere = countByMark.has(mark);
    if (word === "done") return isThere ? [] : [`${mark} is lost`];
    return isThere && word !== "unknown" ? [`${mark} was told as ${word} and is there`] : [];
  });
  const { intact, head, problem } = await target.audit.verify(anchor);
  const broken = intact ? [] : [`the audit log is ${problem ?? "broken"}`];
  return { problems: [...half, ...untrue, ...broken, ...(await unlogged(rows, objects.length))], head };
}

// Every object stands in the log as made, once.
async function unlogged(rows: StoreWorld["rows"], objects: number): Promise<readonly string[]> {
  const records = (await rows("audit")).map(({ content }) => JSON.parse(String(content)) as Record);
  const made = records.flatMap(({ entries }) => entries.filter(({ action }) => action === "create"));
  const names = new Set(made.map(({ subject }) => subject));
  const twice = names.size === made.length ? [] : [`${made.length - names.size} objects were made twice`];
  return objects === names.size ? twice : [...twice, `${objects} objects, of which ${names.size} are in the log`];
}

interface Record {
  readonly entries: readonly { readonly action: string; readonly subject: string }[];
}

/** People who did not get exactly one mail, an hour after everything; for stores that write mails to a folder. */
export async function lookForLostMail({
  again,
  mails,
}: Pick<StoreWorld, "again" | "mails">): Promise<readonly string[]> {
  const later = await again({ now: () => new Date(Date.now() + 3_600_000) });
  await later.deliverMail();
  const invited = (await later.invitations.list()).map(({ email, mail }) => `${email} ${mail}`);
  const written = (await mails()).map((mail) => `${/^To: (\S+)/m.exec(mail)?.[1]} sent`);
  await later.close();
  const [once, wanted] = [new Set(written), new Set(invited)];
  const missing = [...wanted].filter((person) => !once.has(person)).map((person) => `no mail: ${person}`);
  const unasked = [...once].filter((person) => !wanted.has(person)).map((person) => `unasked mail: ${person}`);
  return [
    ...(once.size === written.length ? [] : [`${written.length - once.size} mails were written twice`]),
    ...missing,
    ...unasked,
  ];
}
