import type { FormatId } from "./formats.ts";
import { type HeaderFacts, noFacts } from "./header-facts.ts";

/** What a binary's headers say, and in which format they are. */
export type BinaryFacts = HeaderFacts & { readonly format: FormatId | "unknown" };

/** The facts of a file of no known format. */
export const unknownFacts: BinaryFacts = { format: "unknown", ...noFacts };
