import { type Format, startsWith } from "../format.ts";
import { checkElfLinkage, describeElfLinkage } from "./linkage.ts";
import { readElf } from "./read.ts";

/** A program, library or object of linux and of most other systems. */
export const elfFormat: Format<"elf"> = {
  id: "elf",
  name: "an ELF file",
  shortName: "ELF",
  hasGoBuildInfo: true,
  matches: startsWith("\x7fELF"),
  read: readElf,
  describeLinkage: describeElfLinkage,
  checkLinkage: checkElfLinkage,
};
