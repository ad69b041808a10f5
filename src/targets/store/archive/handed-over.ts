/** Hands a piece to whoever reads; settles when the next one is wanted. */
export type Give<Piece> = (piece: Piece) => Promise<void>;

/**
 * The pieces that some work gives, one at a time: the work waits while a piece is used, and nothing piles up. It begins with the
 * first piece that is asked for. When the reader stops early, the work is ended by an error where it waits.
 */
export async function* handedOver<Piece>(work: (give: Give<Piece>) => Promise<void>): AsyncGenerator<Piece> {
  let given = Promise.withResolvers<{ readonly piece: Piece } | undefined>();
  let wanted = Promise.withResolvers<boolean>();
  const ended = work(async (piece) => {
    const answer = wanted.promise;
    given.resolve({ piece });
    if (!(await answer)) throw new ReaderGone();
  }).then(
    () => given.resolve(undefined),
    (error: unknown) => given.reject(error),
  );
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- a piece is used before the next one is made
      const next = await given.promise;
      if (next === undefined) return;
      given = Promise.withResolvers();
      yield next.piece;
      const { resolve } = wanted;
      wanted = Promise.withResolvers();
      resolve(true);
    }
  } finally {
    given.promise.catch(forget);
    wanted.resolve(false);
    await ended;
  }
}

class ReaderGone extends Error {}

function forget(): void {
  // Who stopped reading does not ask how the work ended.
}
