import { createHash } from "node:crypto";
import type { Host } from "../host/types.ts";
import type { Distribution } from "../survey/machine.ts";
import type { Package } from "./packages.ts";
import { type RootRecord, readRecord } from "./root.ts";
import type { RootRequest } from "./roots.ts";
import { wrapperVersion } from "./wrappers.ts";

/** A root looked up today may be used as it is for so long before the index is asked again. */
const freshDays = 7;

/** The tool that a root is, in the tool store. */
export function toolName(request: RootRequest): string {
  return `cgo-cross-${request.id}`;
}

/** A short hash of all that is in a root. Two roots of one hash are the same, wherever they lie. */
export function contentHash(packages: readonly Pick<Package, "name" | "sha256">[]): string {
  const content = packages.map((each) => `${each.name} ${each.sha256}`).join("\n");
  return createHash("sha256").update(`${wrapperVersion}\n${content}`).digest("hex").slice(0, 16);
}

/**
 * A root's version: its main package's version for people, and the hash of its content. Go's build cache tells
 * compilers apart by their name and version line alone, so another content must have another name.
 */
export function rootVersion(request: RootRequest, packages: readonly Package[]): string {
  const main = packages.find((each) => request.versionOf.test(each.name))?.version ?? "";
  const [, major = "0", minor = "0", patch = "0"] =
    /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(main.replace(/^\d+:/, "")) ?? [];
  return `${Number(major)}.${Number(minor)}.${Number(patch)}-h${contentHash(packages)}`;
}

/** Tells requests apart: what was asked for, and of which release. */
export function requestHash(request: RootRequest, distribution: Distribution): string {
  const words = [
    wrapperVersion,
    distribution.id,
    distribution.version,
    distribution.codename,
    ...request.packages,
    `${request.sanitizers}`,
  ];
  return createHash("sha256").update(words.join("\n")).digest("hex");
}

/** A root of this request that an earlier run made on this disk, lately enough. */
export async function findOnDisk(
  host: Host,
  request: RootRequest,
  distribution: Distribution,
): Promise<{ readonly directory: string; readonly record: RootRecord } | undefined> {
  const hash = requestHash(request, distribution);
  const oldest = Date.now() - freshDays * 24 * 3600 * 1000;
  const found: { directory: string; record: RootRecord }[] = [];
  for (const directory of host.tools.find(toolName(request))) {
    const record = await readRecord(directory);
    if (record?.request === hash && Date.parse(record.resolved) > oldest) {
      found.push({ directory, record });
    }
  }
  return found.sort((left, right) => (left.record.resolved < right.record.resolved ? 1 : -1))[0];
}
