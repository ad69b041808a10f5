/** The exit codes of the command line (README, "Exit codes"). 20 to 26 mean that nothing was written. */
export const exitCodes = {
  done: 0,
  bug: 1,
  changesPending: 2,
  usage: 20,
  invalidManifest: 21,
  notAuthorized: 22,
  guardRefused: 23,
  stale: 24,
  locked: 25,
  unreadable: 26,
  stoppedPartWay: 27,
  unknownOutcome: 28,
  doesNotMatch: 29,
} as const;
