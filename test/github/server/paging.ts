import type { Call, Reply } from "./endpoint.ts";

/** A page of a list, with the links to the other pages as GitHub gives them. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/** Takes the page that was asked for: 30 items unless told, never more than 100. */
export function takePage<T>(items: readonly T[], call: Call): Page<T> {
  const size = Math.min(100, positive(call.parameters["per_page"]) ?? 30);
  const page = positive(call.parameters["page"]) ?? 1;
  const start = (page - 1) * size + (page > 1 ? call.drift : 0);
  const last = Math.max(1, Math.ceil(items.length / size));
  const links = [
    ...(page > 1 ? [link(call, page - 1, "prev")] : []),
    ...(page < last ? [link(call, page + 1, "next"), link(call, last, "last")] : []),
    ...(page > 1 ? [link(call, 1, "first")] : []),
  ];
  return { items: items.slice(start, start + size), headers: links.length > 0 ? { link: links.join(", ") } : {} };
}

/** Answers with a page of a list. */
export function pageOf<T>(items: readonly T[], call: Call, build: (item: T) => unknown): Reply {
  const page = takePage(items, call);
  return { status: 200, body: page.items.map(build), headers: page.headers };
}

function positive(value: unknown): number | undefined {
  return typeof value === "number" && value > 0 ? value : undefined;
}

function link({ api, pathname, query }: Call, page: number, relation: string): string {
  const parameters = new URLSearchParams(query);
  parameters.set("page", String(page));
  return `<${api}${pathname}?${parameters.toString()}>; rel="${relation}"`;
}
