/** Lets work happen one piece at a time: a connection holds one transaction, and whoever comes second waits for the first. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Waits for whoever came before, however that ended, then does the work. */
  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
