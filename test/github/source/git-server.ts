import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that speaks git's own protocol over HTTP, through git's own program for it. */
export interface GitServer extends AsyncDisposable {
  readonly url: string;
  /** The authorization of each request; `undefined` where there was none. */
  readonly authorizations: readonly (string | undefined)[];
}

/** Serves a repository to whoever shows the token; `redirectTo` sends everybody to another address instead. */
export async function serveGit(
  folder: string,
  options: { token?: string; redirectTo?: string } = {},
): Promise<GitServer> {
  const authorizations: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    authorizations.push(request.headers.authorization);
    const { token, redirectTo } = options;
    const expected = token && `Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
    if (redirectTo !== undefined) response.writeHead(302, { location: `${redirectTo}${request.url}` }).end();
    else if (expected !== undefined && request.headers.authorization !== expected) response.writeHead(401).end();
    else serve(folder, request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${port}/acme`, authorizations, [Symbol.asyncDispose]: close };
}

function serve(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "", "http://localhost");
  const child = spawn("git", ["-c", `safe.directory=${folder}`, "http-backend"], {
    env: {
      PATH: process.env["PATH"],
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      REQUEST_METHOD: request.method,
      PATH_INFO: url.pathname.replace("/acme", "/.git"),
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    },
  });
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.on("close", () => answer(Buffer.concat(chunks), response));
}

// The program writes headers, an empty line, and the body (RFC 3875, section 6).
function answer(output: Buffer, response: ServerResponse): void {
  const end = output.indexOf("\r\n\r\n");
  const headers = output
    .toString("latin1", 0, end)
    .split("\r\n")
    .map((line) => line.split(/: (.*)/s));
  const status = headers.find(([name]) => name === "Status")?.[1] ?? "200";
  for (const [name = "", value = ""] of headers) if (name !== "Status") response.setHeader(name, value);
  response.writeHead(Number.parseInt(status, 10)).end(output.subarray(end + 4));
}
