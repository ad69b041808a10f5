import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

import { type Answer, type AnswerRequest, type WireRequest, requestAnswerer } from "./answer-request.ts";
import { parsedJson } from "./description/check-request.ts";
import { type Reply, type Scene, refused } from "./endpoint.ts";
import type { Fault, FaultList } from "./github-faults.ts";
import { type GitHubWorld, type Recording, authorizationOf } from "./github-world.ts";
import { limitReply, rateHeaders, spendRequest } from "./rate-limit.ts";

/** A server that listens. */
export interface ListeningGitHub {
  readonly port: number;
  readonly close: () => void;
}

/** Serves a world on a free port of this machine. */
export async function serveGitHub(world: GitHubWorld, faults: FaultList): Promise<ListeningGitHub> {
  const answerRequest = requestAnswerer();
  const server: Server = createServer((request, response) => {
    void exchange({ world, faults, answerRequest }, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Tools {
  readonly world: GitHubWorld;
  readonly faults: FaultList;
  readonly answerRequest: AnswerRequest;
}

async function exchange(tools: Tools, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world, faults } = tools;
  const { method = "", headers } = incoming;
  const url = new URL(incoming.url ?? "/", `http://${headers.host ?? "127.0.0.1"}`);
  const isEnterprise = /^\/api\/(?:v3|graphql)(?:\/|$)/u.test(url.pathname);
  const pathname = url.pathname.replace(/^\/api(?:\/v3)?(?=\/)/u, "");
  const path = `${pathname}${url.search}`;
  const body = await text(incoming);
  const { kind: authorization } = authorizationOf(headers.authorization, world.state().token);
  const at = new Date().toISOString();
  const known = { method, path, at, authorization, isEnterprise };
  const recording = world.record({ ...known, body: parsedJson(body), status: null, hadEffect: false });
  const met = faults.meet(method, path);
  for (const fault of met) if (fault.kind === "slow") await sleep(fault.milliseconds);
  applyChanges(world, met, "before-effect");
  const wire = { method, pathname, query: url.search.slice(1), body, drift: driftOf(met) };
  const api = `${url.origin}${isEnterprise ? "/api/v3" : ""}`;
  const request = { wire, headers, scene: { ...sceneOf(world), api, web: `${url.origin}/web` } };
  const outcome = meetFaults(tools, met, { request, recording });
  applyChanges(world, met, "after-effect");
  if (outcome === "drop") return void incoming.socket.destroy();
  recording.end({ status: outcome.status });
  send(response, outcome, world);
}

function sceneOf(world: GitHubWorld): Pick<Scene, "state" | "now"> {
  const state = world.state();
  return { state, now: state.now ?? `${new Date().toISOString().slice(0, 19)}Z` };
}

function applyChanges(world: GitHubWorld, faults: readonly Fault[], when: "before-effect" | "after-effect"): void {
  for (const fault of faults) if (fault.kind === "change" && fault.when === when) world.change(fault.change);
}

function driftOf(faults: readonly Fault[]): WireRequest["drift"] {
  const drift = faults.find((fault) => fault.kind === "page-drift");
  if (drift === undefined) return 0;
  return drift.item === "removed" ? 1 : -1;
}

interface Exchange {
  readonly request: {
    readonly wire: WireRequest;
    readonly headers: IncomingMessage["headers"];
    readonly scene: Scene;
  };
  readonly recording: Recording;
}

/** Answers, unless a fault stands before the effect or takes the place of the answer after it. */
function meetFaults(tools: Tools, faults: readonly Fault[], { request, recording }: Exchange): Reply | "drop" {
  const early = faults.map((fault) => faultyReply(fault, "before-effect")).find((reply) => reply !== undefined);
  if (early !== undefined) return early;
  const { reply } = safeAnswer(tools, { request, recording });
  if (reply.change !== undefined) {
    tools.world.change(reply.change);
    recording.end({ hadEffect: true });
  }
  return faults.map((fault) => faultyReply(fault, "after-effect")).find((late) => late !== undefined) ?? reply;
}

function faultyReply(fault: Fault, when: "before-effect" | "after-effect"): Reply | "drop" | undefined {
  const isBefore = when === "before-effect";
  if (fault.kind === "rate-limit" || fault.kind === "secondary-limit") return isBefore ? limitReply(fault) : undefined;
  if (fault.kind === "text") {
    const headers = { "content-type": fault.contentType };
    return isBefore ? undefined : { status: 200, body: fault.text, headers };
  }
  if ((fault.kind !== "status" && fault.kind !== "drop") || fault.when !== when) return undefined;
  return fault.kind === "drop" ? "drop" : refused(fault.status, "Server Error");
}

function safeAnswer(tools: Tools, { request, recording }: Exchange): Answer {
  try {
    const gate = gateReply(tools.world, request.headers);
    if (gate !== undefined) return { reply: gate, requestProblems: [], replyProblems: [] };
    const answer = tools.answerRequest(request.wire, request.scene);
    recording.violation("request", answer.requestProblems);
    recording.violation("response", answer.replyProblems);
    return answer;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    recording.violation("server", [message]);
    return { reply: refused(501, message), requestProblems: [], replyProblems: [] };
  }
}

/** What GitHub asks of every request, whatever it is for. */
function gateReply(world: GitHubWorld, headers: IncomingMessage["headers"]): Reply | undefined {
  if (headers["user-agent"] === undefined) return refused(403, "Request forbidden by administrative rules.");
  const { kind, isKnown } = authorizationOf(headers.authorization, world.state().token);
  if (!isKnown) return refused(401, kind === "none" ? "Requires authentication" : "Bad credentials");
  return spendRequest(world);
}

function send(response: ServerResponse, { status, body, headers }: Reply, world: GitHubWorld): void {
  const { now } = world.state();
  if (now !== null) response.setHeader("date", new Date(now).toUTCString());
  const json = { "content-type": "application/json; charset=utf-8" };
  response.writeHead(status, { ...json, ...rateHeaders(world.state()), ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
