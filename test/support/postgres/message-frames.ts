/** One message of PostgreSQL's protocol, version 3 ("Frontend/Backend Protocol", chapter "Message Formats"). */
export interface Message {
  /** The letter that says what it is; empty for the messages a connection begins with, which have none. */
  readonly type: string;
  /** The content, behind the letter and the length. */
  readonly body: Buffer;
  /** The whole message as it was sent. */
  readonly bytes: Buffer;
}

/** How a client's first message without a letter is told apart: by the number that stands where a version would. */
export const startupCodes = { cancel: 80877102, tls: 80877103, gss: 80877104 } as const;

/** Cuts a stream into whole messages and keeps the rest for the next call. */
export type ReadFrames = (chunk: Buffer) => readonly Message[];

/** Reads what a client says, which begins with messages that have no letter. */
export function readClientFrames(): ReadFrames {
  let isStarted = false;
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const messages: Message[] = [];
    for (let message = cutFrame(rest, isStarted); message !== undefined; message = cutFrame(rest, isStarted)) {
      messages.push(message);
      rest = rest.subarray(message.bytes.length);
      isStarted ||= !isRequestBeforeStart(message);
    }
    return messages;
  };
}

/** Reads what a server says; what answers a request for encryption is not among it. */
export function readServerFrames(): ReadFrames {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const messages: Message[] = [];
    for (let message = cutFrame(rest, true); message !== undefined; message = cutFrame(rest, true)) {
      messages.push(message);
      rest = rest.subarray(message.bytes.length);
    }
    return messages;
  };
}

/** Writes a message with its letter and its length. */
export function writeFrame(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type, "latin1"), length, body]);
}

/** The text of a Query or of a Parse, which are the only messages that carry statements. */
export function sqlIn({ type, body }: Message): string | undefined {
  const words = body.toString("utf8").split("\0");
  if (type === "Q") return words[0];
  return type === "P" ? words[1] : undefined;
}

function cutFrame(rest: Buffer, hasType: boolean): Message | undefined {
  const head = hasType ? 1 : 0;
  if (rest.length < head + 4) return undefined;
  const end = head + rest.readInt32BE(head);
  if (rest.length < end) return undefined;
  return { type: rest.toString("latin1", 0, head), body: rest.subarray(head + 4, end), bytes: rest.subarray(0, end) };
}

function isRequestBeforeStart({ body }: Message): boolean {
  const code = body.readInt32BE(0);
  return code === startupCodes.tls || code === startupCodes.gss;
}
