import { checkReply } from "./description/check-reply.ts";
import { checkRequest } from "./description/check-request.ts";
import { type FindOperation, operationFinder } from "./description/find-operation.ts";
import { type Description, readDescription } from "./description/read-description.ts";
import { type CheckSchema, schemaChecker } from "./description/schema-checker.ts";
import { type Call, type Reply, type Scene, refused } from "./endpoint.ts";
import { allEndpoints } from "./endpoints/all-endpoints.ts";
import { answerGraphQl } from "./graphql/answer-graphql.ts";
import { fullNameOf } from "./objects/repository-object.ts";
import { isPermitted } from "./token-permissions.ts";

/** A request as it came over the wire, its address split. */
export interface WireRequest {
  readonly method: string;
  /** After the address of the API. */
  readonly pathname: string;
  readonly query: string;
  readonly body: string;
  readonly drift: Call["drift"];
}

/** An answer, with what was wrong with the request or with the answer itself. */
export interface Answer {
  readonly reply: Reply;
  readonly requestProblems: readonly string[];
  readonly replyProblems: readonly string[];
}

/** Answers requests in a given state; nothing is changed yet. */
export type AnswerRequest = (request: WireRequest, scene: Scene) => Answer;

let answerer: AnswerRequest | undefined;

/** Answers by GitHub's description, which a process reads once: to prepare its schemas takes longer than a test. */
export function requestAnswerer(): AnswerRequest {
  answerer ??= newAnswerer();
  return answerer;
}

function newAnswerer(): AnswerRequest {
  const description = readDescription();
  const tools = { description, findOperation: operationFinder(description), checkSchema: schemaChecker(description) };
  return (request, scene) => {
    if (request.method === "POST" && request.pathname === "/graphql") {
      const { reply, problems } = answerGraphQl(scene, request.body);
      return { reply, requestProblems: problems, replyProblems: [] };
    }
    return answerRest(request, scene, tools);
  };
}

interface Tools {
  readonly description: Description;
  readonly findOperation: FindOperation;
  readonly checkSchema: CheckSchema;
}

function answerRest(request: WireRequest, scene: Scene, tools: Tools): Answer {
  const found = tools.findOperation(request.method, request.pathname);
  if (found === undefined) return misfit(["GitHub describes no such operation"]);
  const query = new URLSearchParams(request.query);
  const checked = checkRequest({ found, query, body: request.body }, tools.checkSchema);
  if (checked.problems.length > 0) return misfit(checked.problems);
  const { parameters, body } = checked;
  const call = { ...scene, ...request, parameters, body: (body ?? {}) as Call["body"] };
  const raw = answerCall(found.operation.id, call);
  const check = { ...tools, base: scene.api };
  const { reply, problems } = checkReply(found.operation, raw, check);
  return { reply, requestProblems: [], replyProblems: problems };
}

function misfit(problems: readonly string[]): Answer {
  return {
    reply: refused(422, `Validation Failed: ${problems.join("; ")}`),
    requestProblems: problems,
    replyProblems: [],
  };
}

function answerCall(operationId: string, call: Call): Reply {
  const { state, parameters } = call;
  const endpoint = allEndpoints[operationId];
  if (endpoint === undefined) throw new Error(`this server does not play ${operationId}`);
  const { owner, repo } = parameters;
  const named = `${String(owner)}/${String(repo)}`.toLowerCase();
  if (repo !== undefined && named !== fullNameOf(call, state.repository).toLowerCase()) {
    return refused(404, "Not Found");
  }
  if (isPermitted(state.token, state.repository, endpoint.needs)) return endpoint.answer(call);
  const accepted = endpoint.needs.map((need) => need.replaceAll("-", "_").replace(":", "=")).join("; ");
  const reply = refused(403, "Resource not accessible by integration");
  return { ...reply, headers: { "x-accepted-github-permissions": accepted } };
}
