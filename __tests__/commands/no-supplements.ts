import type { Supplements } from "../../src/commands/supplements.ts";

/** Nothing is fetched for a build that failed. */
export const noSupplements: Pick<Supplements, "of"> = { of: async () => ({ kind: "none", lookedUp: [] }) };
