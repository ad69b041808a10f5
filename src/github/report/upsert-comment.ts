import { Failure } from "../../model/failure.ts";
import { findOwnComments } from "./find-own-comment.ts";
import type { OwnAccount, OwnComments, PostedComment } from "./find-own-comment.ts";

/** What is needed of GitHub. A list is whole or fails; a write whose answer was lost fails as `github-unknown-outcome`. */
export interface CommentApi {
  readonly list: (issue: number) => Promise<readonly PostedComment[]>;
  /** Sent once. */
  readonly create: (comment: { readonly issue: number; readonly body: string }) => Promise<PostedComment>;
  readonly update: (comment: { readonly id: number; readonly body: string }) => Promise<PostedComment>;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** A comment as it should stand in a conversation, once. */
export interface WantedComment {
  readonly issue: number;
  /** The first line of the text, by which it is found again. */
  readonly marker: string;
  readonly text: string;
  readonly account: OwnAccount;
}

/** The comment as it stands now. */
export interface StandingComment {
  readonly url: string;
  readonly action: "created" | "updated" | "unchanged";
  /** Addresses of further comments of ours with the marker, which somebody may delete. */
  readonly duplicates: readonly string[];
}

// How long GitHub may take to list what was just written.
const looksMs = [1000, 3000, 6000];

/**
 * Writes our one comment: in place where it exists, else new. When the answer to its creation is lost, it is looked for
 * instead of being written again; where it cannot be found the Failure is passed on, and nothing was written twice. Of
 * several, as two runs at one moment leave them, the oldest is kept up to date and the others are named.
 */
export async function upsertComment(api: CommentApi, wanted: WantedComment): Promise<StandingComment> {
  const { kept, duplicates } = findOwnComments(await api.list(wanted.issue), wanted);
  if (kept === undefined) return createOnce(api, wanted);
  const standing = await updateKept(api, kept, wanted);
  return standing === undefined ? createOnce(api, wanted) : { ...standing, duplicates: urlsOf(duplicates) };
}

// Nothing where the comment was deleted since it was listed.
async function updateKept(
  api: CommentApi,
  kept: PostedComment,
  { text }: WantedComment,
): Promise<Omit<StandingComment, "duplicates"> | undefined> {
  if (sameText(kept.body, text)) return { url: kept.url, action: "unchanged" };
  try {
    const { url } = await api.update({ id: kept.id, body: text });
    return { url, action: "updated" };
  } catch (error) {
    if (error instanceof Failure && error.code === "github-hidden") return undefined;
    throw error;
  }
}

async function createOnce(api: CommentApi, wanted: WantedComment): Promise<StandingComment> {
  try {
    const { url } = await api.create({ issue: wanted.issue, body: wanted.text });
    return { url, action: "created", duplicates: [] };
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "github-unknown-outcome") throw error;
    const { kept, duplicates } = await lookFor(api, wanted);
    if (kept === undefined) throw error;
    return { url: kept.url, action: "created", duplicates: urlsOf(duplicates) };
  }
}

async function lookFor(api: CommentApi, wanted: WantedComment): Promise<OwnComments> {
  for (const milliseconds of looksMs) {
    // Each look waits for the one before it.
    // oxlint-disable-next-line no-await-in-loop
    await api.pause(milliseconds);
    // oxlint-disable-next-line no-await-in-loop
    const found = findOwnComments(await api.list(wanted.issue), wanted);
    if (found.kept !== undefined) return found;
  }
  return { kept: undefined, duplicates: [] };
}

// GitHub gives line ends as it likes, and trims.
function sameText(one: string, other: string): boolean {
  return one.replaceAll("\r\n", "\n").trim() === other.trim();
}

function urlsOf(comments: readonly PostedComment[]): readonly string[] {
  return comments.map(({ url }) => url);
}
