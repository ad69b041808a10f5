import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { type Connection, DriverError } from "./driver.ts";
import { checkFormat, migrate } from "./format.ts";
import { readLease } from "./lease.ts";
import type { StoreContext } from "./store-context.ts";

/**
 * Reads from one moment of the store; `undefined` when there is none yet. A store of an older format is brought forward
 * first. Throws Failures only.
 */
export async function readStore<Result>(
  context: StoreContext,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    const found = await context.driver.read(async (connection) => {
      const format = await checkFormat(connection, context.formats);
      return { format, result: format === "current" ? await work(connection) : undefined };
    });
    if (found?.format !== "older") return found?.result;
    await context.driver.write(bringForwardTimeoutMs, async (connection) => migrate(connection, context.formats));
  } catch (error) {
    throw toFailure(error, unreadable);
  }
  return readStore(context, work);
}

const bringForwardTimeoutMs = 10_000;

/**
 * Works alone on the store, which is created or brought forward first. Everything is kept when the work ends, nothing
 * when it throws. Throws Failures, and what the work itself throws.
 */
export async function writeStore<Result>(
  context: StoreContext,
  timeoutMs: number,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  try {
    return await context.driver.write(timeoutMs, async (connection) => {
      await migrate(connection, context.formats);
      return work(connection);
    });
  } catch (error) {
    if (error instanceof DriverError && error.reason === "busy") throw await lockedFailure(context, error);
    throw toFailure(error, notWritten);
  }
}

/** The same for work on an organization that exists. Throws the Failure `store-missing` instead of creating a store. */
export async function changeStore<Result>(
  context: StoreContext,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const exists = await readStore(context, async () => true);
  if (exists !== true) throw new Failure("store-missing", exitCodes.usage, { target: context.name });
  return writeStore(context, changeTimeoutMs, work);
}

// Long enough for any apply to end.
const changeTimeoutMs = 30_000;

/** Whether somebody else writes at this moment. Throws Failures only. */
export async function isWritten({ driver }: StoreContext): Promise<boolean> {
  try {
    return await driver.isWritten();
  } catch (error) {
    throw toFailure(error, unreadable);
  }
}

/** Ends the transaction of somebody else who writes. Answers whether there was one to end. Throws Failures only. */
export async function interruptWriter({ driver }: StoreContext, fence: number): Promise<boolean> {
  try {
    return await driver.interruptWriter(fence);
  } catch (error) {
    throw toFailure(error, notWritten);
  }
}

/** The Failure `locked`, naming who holds the lease if that is known. */
export async function lockedFailure(context: StoreContext, cause?: DriverError): Promise<Failure> {
  const { driver } = context;
  const lease = await driver.read(async (one) => readLease(one, driver.dialect)).catch(() => undefined);
  const { fence, holder, since } = lease ?? {};
  const args = fence === undefined || holder === "" ? {} : { id: String(fence), holder, since };
  return new Failure("locked", exitCodes.locked, args, { cause });
}

const unreadable = { code: "live-unreadable", exitCode: exitCodes.unreadable };
const notWritten = { code: "store-failed", exitCode: exitCodes.usage };

function toFailure(error: unknown, otherwise: Pick<Failure, "code" | "exitCode">): unknown {
  if (!(error instanceof DriverError)) return error;
  const { code, exitCode } = failuresByReason.get(error.reason) ?? otherwise;
  return new Failure(code, exitCode, { detail: error.message }, { cause: error });
}

const failuresByReason: ReadonlyMap<DriverError["reason"], Pick<Failure, "code" | "exitCode">> = new Map([
  ["unknown", { code: "outcome-unknown", exitCode: exitCodes.unknownOutcome }],
  ["forbidden", { code: "store-forbidden", exitCode: exitCodes.usage }],
  ["damaged", { code: "store-damaged", exitCode: exitCodes.unreadable }],
  ["foreign", { code: "store-foreign", exitCode: exitCodes.usage }],
]);
