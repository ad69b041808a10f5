/** The one lock of an organization: whoever applies holds it, and readers never wait for it. */
export interface TargetLock {
  /** Who holds it now. Throws the Failure `store-missing` where there is no organization yet. */
  status(): Promise<LockStatus>;
  /**
   * Takes the lock away from a holder that died: the lock with this id, and no later one. What the holder had not finished
   * is undone. Throws `lock-other` when another lock was taken since, and `lock-not-ended` for a process that only its own
   * machine can end.
   */
  release(id: string): Promise<LockStatus>;
}

/** One look at the lock. */
export interface LockStatus {
  /** Changes whenever somebody takes the lock. */
  readonly id: string;
  /**
   * `writing` is held by somebody in the middle of it, `announced` by somebody about to begin. `abandoned` was held by
   * somebody who died; the next apply takes it.
   */
  readonly state: "free" | "announced" | "writing" | "abandoned";
  /** E-mail of the holder; absent when the lock is free, or held by work that is no apply. */
  readonly holder?: string | undefined;
  readonly since?: string | undefined;
}
