import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { Distribution, ReleaseFacts } from "../survey/index.ts";
import type { ArchiveKind } from "./archive.ts";
import { packageFamily } from "./families/families.ts";
import { mirrorRetryPolicy } from "./retries.ts";

/**
 * Asks the archive what a release has, by the versions of its packages. What it does not say, or no mirror answers, is
 * undefined, with a warning: what is known of older releases decides then.
 */
export async function askRelease(
  host: Host,
  { id, family, open }: Pick<ArchiveKind, "id" | "family" | "open">,
  distribution: Distribution,
): Promise<ReleaseFacts> {
  const { glibc, clang } = packageFamily(family(distribution)).versioned;
  host.log.progress(`Asking the archive of ${distribution.title} for its versions of glibc and clang…`);
  try {
    const directory = await mkdtemp(join(host.scratchDirectory, `${id}-versions-`));
    const retryPolicy = { ...mirrorRetryPolicy, attempts: 2 };
    const archive = await open(host, distribution, { directory, retryPolicy });
    await archive.update();
    const { packages } = await archive.resolve([glibc, clang]);
    const upstream = (name: string) => upstreamVersion(packages.find((each) => each.name === name)?.version);
    const major = upstream(clang)?.split(".")[0];
    return { glibc: upstream(glibc), clang: major === undefined ? undefined : Number(major) };
  } catch (error) {
    if (error instanceof UserError) {
      const text = `${distribution.title} is taken to have at least the glibc and clang of the newest release that is known, since its archive did not tell: ${error.message}`;
      host.log.warning({ code: "release-versions-unknown", text });
      return { glibc: undefined, clang: undefined };
    }
    throw error;
  }
}

/** `2.43` of `2.43-7`, `21.1.8` of `1:21.1.8-74`. Source of the form: Debian Policy 5.6.12. */
function upstreamVersion(version: string | undefined): string | undefined {
  return /^(?:\d+:)?(\d+(?:\.\d+)*)/.exec(version ?? "")?.[1];
}
