/** Platforms: one row for each with its names and facts, and the grammar of targets. */
export { type DistributionFacts, distributionFacts } from "./distributions.ts";
export { targetGoVariables } from "./go-variables.ts";
export {
  hostDirectoryPatterns,
  isHostDirectory,
  isPackageDirectory,
  packageDirectoryPatterns,
  type SearchPathVariable,
  searchPathDirectories,
  searchPathSeparator,
  searchPathVariables,
} from "./host-directories.ts";
export { libraryPackages, pkgConfigPackages } from "./library-packages.ts";
export { isPredefined, isPredefinedOn } from "./predefined-macros.ts";
export {
  compareVersions,
  findReleaseBefore,
  findReleaseRow,
  newestVersions,
  type Release,
  releases,
  releasesWithGlibc,
} from "./releases.ts";
export type { CAbi, Libc } from "./row.ts";
export {
  aliases,
  allArchitectures,
  architectureOf,
  architectureOfTriple,
  compilesFor,
  hostAbi,
  knownPlatforms,
  ownCompilerFlags,
  platformRow,
  representativeTargets,
  systemOf,
  type TargetAbi,
  targetAbi,
  variantsOf,
} from "./table.ts";
export { type Platform, type Target, targetFileSuffix, targetName, targetVariableSuffix } from "./target.ts";
export { isCxxLibrary, isToolchainHeader, isToolchainLibrary, mingwSpelling } from "./toolchain-libraries.ts";
export { builtTargets, slicesOf, universalTargets } from "./universal.ts";
