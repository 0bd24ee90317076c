import { defineConfig } from "vitest/config";

/** What measures time or memory, or looks at what else is on the machine. */
const alone = ["__tests__/e2e/start-up.test.ts", "__tests__/e2e/traces.test.ts"];

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/reporter.ts"],
    projects: [
      {
        test: {
          name: "rooms",
          include: ["__tests__/**/*.test.ts"],
          exclude: ["__tests__/e2e/**"],
          testTimeout: 60_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Each of these builds with all CPUs itself, but for the time that it waits for a network or a service.
        test: {
          name: "e2e",
          include: ["__tests__/e2e/**/*.test.ts"],
          exclude: alone,
          maxWorkers: 2,
          testTimeout: 240_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "alone",
          include: alone,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
