import type { PostedComment } from "../../../src/github/report/find-own-comment.ts";
import type { CommentApi } from "../../../src/github/report/upsert-comment.ts";
import { Failure } from "../../../src/model/failure.ts";

/** A conversation in memory that does what GitHub does, and can lose an answer. */
export interface Conversation extends CommentApi {
  readonly comments: PostedComment[];
  readonly writes: string[];
}

/** How a conversation treats the next creation. */
export interface Trouble {
  /** The comment is made, or not, and the answer is lost. */
  readonly loses?: "answer" | "request";
  /** How often a list does not yet show what was written. */
  readonly lag?: number;
  /** Every update finds nothing, as after a deletion by hand. */
  readonly deleted?: boolean;
}

export const ourApp = 15_368;
export const marker = "<!-- charter:plan target=0123456789abcdef -->";

/** A comment of our App with our marker, changed where a test says so. */
export function comment(changes: Partial<PostedComment> = {}): PostedComment {
  const id = changes.id ?? 1;
  return { id, author: { id: 41 }, appId: ourApp, body: `${marker}\n\nold\n`, url: `https://x.test/${id}`, ...changes };
}

/** Opens a conversation with comments in it. */
export function conversation(begin: readonly PostedComment[], trouble: Trouble = {}): Conversation {
  const comments = [...begin];
  const writes: string[] = [];
  let lag = 0;
  return {
    comments,
    writes,
    list: async () => {
      lag -= 1;
      return lag >= 0 ? comments.slice(0, begin.length) : comments;
    },
    create: async ({ body }) => {
      writes.push("create");
      const made = comment({ id: 1000 + comments.length, body });
      if (trouble.loses !== "request") comments.push(made);
      lag = trouble.lag ?? 0;
      if (trouble.loses !== undefined) throw new Failure("github-unknown-outcome", 28, { what: "a comment" });
      return made;
    },
    update: async ({ id, body }) => {
      writes.push(`update ${id}`);
      if (trouble.deleted === true) throw new Failure("github-hidden", 26, {});
      const at = comments.findIndex((one) => one.id === id);
      const changed = comment({ ...comments[at], body });
      comments[at] = changed;
      return changed;
    },
    pause: async () => {},
  };
}
