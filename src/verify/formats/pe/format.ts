import { type Format, startsWith } from "../format.ts";
import { checkPeLinkage, describePeLinkage } from "./linkage.ts";
import { readCoffObject, readPe } from "./read.ts";

/** A Windows program or DLL; in archives also a COFF object. */
export const peFormat: Format<"pe"> = {
  id: "pe",
  name: "a PE file",
  shortName: "PE",
  hasGoBuildInfo: true,
  matches: startsWith("MZ"),
  read: readPe,
  readUnmarkedObject: readCoffObject,
  describeLinkage: describePeLinkage,
  checkLinkage: checkPeLinkage,
};
