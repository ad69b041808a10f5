import type { Call, Endpoints, Reply } from "../endpoint.ts";
import { accountOf } from "../objects/account-objects.ts";
import { pushObject } from "../objects/run-objects.ts";

/** Who moved a branch; this list is paged by cursors instead of numbers. */
export const pushEndpoints: Endpoints = {
  "repos/list-activities": { needs: ["contents:read"], answer: list },
};

function list(call: Call): Reply {
  const { state, parameters } = call;
  const { ref, actor, activity_type: kind, direction, time_period: period, before } = parameters;
  const isSupported = period === undefined && before === undefined;
  if (!isSupported) throw new Error("this server lists pushes forwards and of all time");
  const branch = ref === undefined ? undefined : String(ref).replace(/^refs\/heads\//u, "");
  const asked = state.pushes
    .filter((push) => branch === undefined || push.branch === branch)
    .filter((push) => kind === undefined || push.kind === kind)
    .filter(
      (push) => actor === undefined || (push.actor !== null && accountOf(state.users, push.actor).login === actor),
    );
  return cursorPage(call, direction === "asc" ? asked : asked.toReversed());
}

function cursorPage(call: Call, pushes: Call["state"]["pushes"]): Reply {
  const { per_page: size, after } = call.parameters;
  const start = Number(after ?? 0);
  const end = start + Math.min(100, Number(size ?? 30));
  const body = pushes.slice(start, end).map((push) => pushObject(call, push));
  if (end >= pushes.length) return { status: 200, body };
  const query = new URLSearchParams(call.query);
  query.set("after", String(end));
  return { status: 200, body, headers: { link: `<${call.api}${call.pathname}?${query.toString()}>; rel="next"` } };
}
