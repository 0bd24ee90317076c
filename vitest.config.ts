import { defineConfig } from "vitest/config";

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
        // Each of these builds with all CPUs itself.
        test: {
          name: "e2e",
          include: ["__tests__/e2e/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
