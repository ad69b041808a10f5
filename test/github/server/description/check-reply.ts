import type { Reply } from "../endpoint.ts";
import { fillRequired } from "./fill-required.ts";
import type { Description, Operation } from "./read-description.ts";
import type { CheckSchema } from "./schema-checker.ts";

/** What an answer is checked with. */
export interface ReplyCheck {
  readonly description: Description;
  readonly checkSchema: CheckSchema;
  readonly base: string;
}

/** An answer with every field that GitHub requires, and what is wrong with it. */
export interface CheckedReply {
  readonly reply: Reply;
  readonly problems: readonly string[];
}

// Every operation may answer with these, although GitHub names them in few places.
const ANYWHERE = new Set([400, 401, 403, 404, 422]);

// GitHub answers null for the head's repository once a fork is deleted, which its description leaves out.
const DELETED_FORK = /^(?:\/\d+)?\/head\/(?:repo|user) must be object /u;

/** Completes an answer and checks it by GitHub's description. */
export function checkReply(operation: Operation, reply: Reply, check: ReplyCheck): CheckedReply {
  const { description, checkSchema, base } = check;
  const isDescribed = operation.answers.has(reply.status);
  if (!isDescribed && !ANYWHERE.has(reply.status)) {
    return { reply, problems: [`status ${reply.status} is not described`] };
  }
  const generic = reply.status === 422 ? "validation-error" : "basic-error";
  const schema = operation.answers.get(reply.status) ?? description.getSchema(generic);
  const body = fillRequired(schema, reply.body, { description, base });
  const problems = checkSchema(schema, body).filter((problem) => !DELETED_FORK.test(problem));
  return { reply: { ...reply, body }, problems };
}
