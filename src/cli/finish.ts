/** Takes a command's exit code. */
export type Finish = (exitCode: number) => void;
