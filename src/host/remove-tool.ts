import { lstat, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeUnfinished } from "./scratch.ts";
import { removeTree } from "./tested-program.ts";
import { withUsers } from "./tool-use.ts";

/** What came of the removal of a tool. */
export type Removal =
  | { readonly kind: "removed" }
  /** A run that lives uses it. */
  | { readonly kind: "used"; readonly pid: number | undefined }
  | { readonly kind: "failed"; readonly cause: unknown };

/**
 * Removes a directory below the tools, unless a run that lives uses it or something in it. It is moved aside first, in one
 * step, while no run can begin to use it: so a run finds all of it or nothing. Of a link only the link is removed.
 * @param tools What the tools are in; its real path.
 */
export async function removeTool(tools: string, directory: string, temporaries: Set<string>): Promise<Removal> {
  let aside: string | undefined;
  try {
    const user = await withUsers(tools, temporaries, async (users) => {
      const found = users.find((each) => each.directories.some((used) => `${used}/`.startsWith(`${directory}/`)));
      if (found === undefined) {
        aside = await makeUnfinished(directory);
        temporaries.add(aside);
        await rm(`${directory}.complete`, { force: true });
        await rename(directory, join(aside, "removed"));
      }
      return found;
    });
    if (user !== undefined) {
      return { kind: "used", pid: user.pid };
    }
    await removeTree(aside ?? "");
    await removeEmpty(tools, dirname(directory));
    return (await lstat(aside ?? "").catch(() => undefined)) === undefined
      ? { kind: "removed" }
      : { kind: "failed", cause: new Error(`${aside} could not be removed`) };
  } catch (cause) {
    await rm(aside ?? "", { recursive: true, force: true }).catch(() => {});
    return { kind: "failed", cause };
  }
}

/** Directories above it in which nothing is left; those in use are not empty, and stay. */
async function removeEmpty(tools: string, directory: string): Promise<void> {
  if (directory.startsWith(`${tools}/`)) {
    await rmdir(directory).then(
      () => removeEmpty(tools, dirname(directory)),
      () => {},
    );
  }
}
