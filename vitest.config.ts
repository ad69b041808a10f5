import { defineConfig } from "vitest/config";

import { PURE_FOLDERS } from "./scripts/pure-folders.ts";
import { TotalsReporter } from "./scripts/totals-reporter.ts";

const second = 1000;
const isLong = process.env["CHARTER_LONG"] === "1";
const isOnGitHub = process.env["GITHUB_ACTIONS"] === "true";

const pureTests = [...PURE_FOLDERS.map((folder) => `test/${folder}/**/*.test.ts`), "test/laws.test.ts"];

const actionTests = "test/github/action/**/*.test.ts";

export default defineConfig({
  test: {
    watch: false,
    // One more than processors: many tests wait for a pause that GitHub asks for, or for another process.
    maxWorkers: 3,
    reporters: ["default", ...(isOnGitHub ? ["github-actions"] : []), new TotalsReporter()],
    testTimeout: isLong ? 600 * second : 20 * second,
    hookTimeout: isLong ? 120 * second : 30 * second,
    projects: [
      {
        extends: true,
        // Whole runs of the Action share the process that plays GitHub, which takes seconds to learn GitHub's description.
        test: {
          name: "action",
          include: [actionTests],
          pool: "forks",
          isolate: false,
          globalSetup: ["test/support/postgres/shared-server.ts", "test/github/action/run-folder.ts"],
        },
      },
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
          exclude: [...pureTests, actionTests],
          pool: "forks",
          globalSetup: ["test/support/postgres/shared-server.ts"],
        },
      },
    ],
  },
});
