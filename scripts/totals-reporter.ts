import type { Reporter, TestModule } from "vitest/node";

/** Closes a test run with one plain line, `tests: N passed, N failed`, for programs that read the output. */
export class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const results = modules.flatMap((module) => [...module.children.allTests()]).map((test) => test.result().state);
    const broken = modules.flatMap((module) => module.errors()).length + errors.length;
    const passed = results.filter((state) => state === "passed").length;
    const failed = results.filter((state) => state === "failed").length + broken;
    const skipped = results.length - results.filter((state) => state === "passed" || state === "failed").length;
    process.stdout.write(`\ntests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
  }
}
