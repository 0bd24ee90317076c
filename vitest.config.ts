import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest starts first, so that no CPU is idle at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => moduleId.endsWith("/e2e/examples.test.ts");
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** What measures time or memory, or looks at what else is on the machine. */
const alone = ["__tests__/e2e/start-up.test.ts", "__tests__/e2e/traces.test.ts"];

const usualHosts = ["__tests__/hosts/debian-13.test.ts", "__tests__/hosts/ubuntu.test.ts"];
const ofHosts = { maxWorkers: 3, testTimeout: 600_000, hookTimeout: 600_000, sequence: { groupOrder: 1 } };

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/reporter.ts"],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "rooms",
          include: ["__tests__/**/*.test.ts"],
          exclude: ["__tests__/e2e/**", "__tests__/hosts/**", "__tests__/more-*/**"],
          maxWorkers: 4,
          testTimeout: 180_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Each of these builds with all CPUs itself, but for half of the time, when it waits for a network or a service.
        test: {
          name: "e2e",
          include: ["__tests__/e2e/**/*.test.ts"],
          exclude: alone,
          maxWorkers: 3,
          testTimeout: 400_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 1 },
        },
      },
      // Other machines than this one: two of them are tried with every run, the others by `npm run test:hosts`.
      {
        test: { name: "hosts", include: usualHosts, ...ofHosts },
      },
      {
        test: { name: "more-hosts", include: ["__tests__/hosts/**/*.test.ts"], exclude: usualHosts, ...ofHosts },
      },
      // `npm run test:all` alone has these: what the usual ones leave out, and what large tools of others are compiled for.
      {
        test: {
          name: "more-e2e",
          include: ["__tests__/more-e2e/**/*.test.ts"],
          maxWorkers: 2,
          testTimeout: 400_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: "more-tools",
          include: ["__tests__/more-tools/**/*.test.ts"],
          testTimeout: 900_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 4 },
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
