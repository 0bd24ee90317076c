import { randomUUID } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { platform } from "node:process";
import { testedEnvironment } from "./child-environment.ts";
import { NotStartedError } from "./errors.ts";
import { underReaper } from "./reaper.ts";
import type { Command, Completed, Environment } from "./types.ts";

/** A command with its environment and the absolute path of its file. */
export type Located = Command & { readonly environment: Environment };

/**
 * Runs a program under test: without credentials, with an empty HOME and TMPDIR that are removed afterwards, and under a
 * reaper where the machine has one.
 * @param directory What they are made in.
 */
export async function runAlone(
  command: Located,
  { directory, perl, run }: ReapedOptions<Completed>,
): Promise<Completed> {
  const own = await mkdtemp(join(directory, "tested-"));
  try {
    const [home, temporary] = [join(own, "home"), join(own, "tmp")];
    await Promise.all([mkdir(home), mkdir(temporary)]);
    const environment = { ...testedEnvironment(command.environment), ...directoryVariables(home, temporary) };
    return await runReaped({ ...command, environment }, { directory: own, perl, run });
  } finally {
    await removeTree(own);
  }
}

type ReapedOptions<Done> = {
  /** A directory for files of a moment. */
  readonly directory: string;
  /** What the reaper is for; undefined: there is none, and what has no mark (see ProcessTree) is not found. */
  readonly perl: string | undefined;
  readonly run: (command: Command) => Promise<Done>;
};

/** Runs a program with its environment as it stands, under a reaper where the machine has one. */
export async function runReaped<Done>(command: Located, { directory, perl, run }: ReapedOptions<Done>): Promise<Done> {
  if (perl === undefined) {
    return run(command);
  }
  const failure = join(directory, `not-started-${randomUUID()}`);
  const done = await run(underReaper(command, { perl, failure }));
  const reason = await readFile(failure, "utf8").catch(() => undefined);
  if (reason !== undefined) {
    throw new NotStartedError(`cannot start "${command.file}": ${reason}`, "not executable");
  }
  return done;
}

function directoryVariables(home: string, temporary: string): Environment {
  return {
    HOME: home,
    TMPDIR: temporary,
    GOTMPDIR: temporary,
    ...(platform === "win32" ? { USERPROFILE: home, TEMP: temporary, TMP: temporary } : {}),
  };
}

/**
 * Directories that the program has made read-only, as Go's module cache is, are removed too. What then is left, another user's
 * files, says nothing of the program: the end of the run tries again, and warns.
 */
export async function removeTree(directory: string): Promise<void> {
  const remove = () => rm(directory, { recursive: true, force: true, maxRetries: 3 });
  await remove()
    .catch(async () => {
      await openDirectories(directory);
      await remove();
    })
    .catch(() => {});
}

async function openDirectories(directory: string): Promise<void> {
  await chmod(directory, 0o700);
  const entries = await readdir(directory, { withFileTypes: true });
  await Promise.all(
    entries.filter((entry) => entry.isDirectory()).map(({ name }) => openDirectories(join(directory, name))),
  );
}
