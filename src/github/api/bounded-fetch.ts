/** Why an answer was not taken although it came. It travels to the Failure as the cause of octokit's own error. */
export class RefusedAnswer extends Error {
  readonly why: "too-large" | "redirected" | "not-json";

  constructor(why: RefusedAnswer["why"]) {
    super(why);
    this.name = "RefusedAnswer";
    this.why = why;
  }
}

/** The largest answer that is read; a page of a hundred pull requests takes about 2 MiB. */
const largestAnswerBytes = 16 * 1024 * 1024;

/**
 * A fetch that ends: an answer that takes too long, is too large, or is not JSON where it should be, is an error, and a
 * redirect is never followed, for the token would go along.
 */
export function boundedFetch(timeoutMs: number): typeof fetch {
  return async (address, options) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(address, { ...options, redirect: "manual", signal });
    if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) throw new RefusedAnswer("redirected");
    const isEmpty = answer.status === 204 || answer.status === 304;
    const body = isEmpty ? null : await textWithin(answer, largestAnswerBytes);
    if (answer.ok && !isEmpty && !isJson(answer, body)) throw new RefusedAnswer("not-json");
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
}

async function textWithin(answer: Response, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let read = 0;
  // The types of fetch do not say that its chunks are bytes.
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    read += chunk.byteLength;
    if (read > limit) throw new RefusedAnswer("too-large");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

// octokit hands broken JSON on as text; here it is an answer that was cut.
function isJson(answer: Response, body: string | null): boolean {
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(answer.headers.get("content-type") ?? "")) return false;
  try {
    JSON.parse(body ?? "");
    return true;
  } catch {
    return false;
  }
}
