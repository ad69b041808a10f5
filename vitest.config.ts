import { defineConfig } from "vitest/config";

import { PURE_FOLDERS } from "./scripts/pure-folders.ts";
import { TotalsReporter } from "./scripts/totals-reporter.ts";

const second = 1000;
const isLong = process.env["CHARTER_LONG"] === "1";
const isOnGitHub = process.env["GITHUB_ACTIONS"] === "true";

const pureTests = [...PURE_FOLDERS.map((folder) => `test/${folder}/**/*.test.ts`), "test/laws.test.ts"];

export default defineConfig({
  test: {
    watch: false,
    maxWorkers: 2,
    reporters: ["default", ...(isOnGitHub ? ["github-actions"] : []), new TotalsReporter()],
    testTimeout: isLong ? 600 * second : 20 * second,
    hookTimeout: isLong ? 120 * second : 30 * second,
    projects: [
      {
        extends: true,
        // Pure code keeps nothing between two tests, so its files may share a worker: that halves the time.
        test: { name: "pure", include: pureTests, pool: "threads", isolate: false },
      },
      {
        extends: true,
        test: {
          name: "edges",
          include: ["test/**/*.test.ts"],
          exclude: pureTests,
          pool: "forks",
          globalSetup: ["test/support/postgres/shared-server.ts"],
        },
      },
    ],
  },
});
