import { createHash } from "node:crypto";
import { access, mkdir, readdir, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { splitWords } from "../../golang/words.ts";
import { messageOf } from "../../host/errors.ts";
import type { Host } from "../../host/types.ts";
import type { MuslPlan } from "../../plan/plan.ts";
import { hostArchitecture } from "../../platforms/toolchains.ts";
import type { Outcome } from "../../roots/outcome.ts";
import { contentHash } from "../../roots/place.ts";
import type { RootRequest } from "../../roots/root.ts";
import type { Root } from "../../roots/roots.ts";
import { writeCommands } from "../commands.ts";
import type { Toolchain } from "../toolchains.ts";
import { quote } from "../wrappers.ts";

/** The root of musl for one architecture: headers, crt files and libc.a. Nothing in it is run. */
export function muslRequest({ id, architecture }: MuslPlan, machineArch: string): RootRequest {
  return {
    id,
    architecture: architecture === hostArchitecture(machineArch) ? undefined : architecture,
    packages: ["musl-dev"],
    only: ({ name }) => name === "musl-dev",
    wrappers: () => [],
    versionOf: /^musl-dev$/,
  };
}

export type MuslJoin = { readonly plan: MuslPlan; readonly toolchain: Toolchain; readonly root: Root };

/**
 * A toolchain whose C library is musl: the same compiler, with musl's headers in the place of its own, and musl's crt
 * files and libc before them. The compiler's own headers (stddef.h) and the kernel's (linux/) stay within reach.
 * Source of the directories: musl-gcc.specs, which musl's own wrapper for gcc uses.
 */
export async function joinMusl(host: Host, { plan, toolchain, root }: MuslJoin): Promise<Outcome<Toolchain>> {
  const files = join(root.directory, "root");
  const [triple] = (await readdir(join(files, "usr/lib"))).filter((name) => name.includes("-linux-musl"));
  const compiler = splitWords(toolchain.cc).words;
  const own = await Promise.all([
    ask(host, [...compiler, "-print-file-name=include"]),
    findKernelHeaders(host, compiler),
  ]).catch(messageOf);
  if (triple === undefined || typeof own === "string") {
    const message = typeof own === "string" ? own : "musl-dev has no directory for its libraries";
    return { kind: "failed", message: `musl: ${message}` };
  }
  const [include, kernel] = own;
  const flags = (at: string, kernelLinks: string) => [
    "-nostdinc",
    ...["-isystem", join(at, "usr/include", triple), "-isystem", include, "-idirafter", kernelLinks],
    `-B${join(at, "usr/lib", triple)}/`,
    `-L${join(at, "usr/lib", triple)}`,
    // Paths of this machine would differ from one machine to the next in debug information.
    `-ffile-prefix-map=${at}=/musl`,
  ];
  const words = [
    toolchain.names.cc,
    toolchain.version,
    contentHash(root.record.packages),
    ...flags("", "kernel").slice(0, 3),
  ];
  const content = createHash("sha256").update(words.join("\n")).digest("hex").slice(0, 16);
  const cc = `${plan.triple}-musl-cc-${content}`;
  const binDirectory = await writeCommands(host, { id: plan.id, content }, async (directory) => {
    const links = join(dirname(directory), "kernel");
    await linkKernelHeaders(links, kernel);
    const command = [...compiler, ...flags(files, links)].map(quote).join(" ");
    return [{ name: cc, text: `#!/bin/sh\nexec ${command} "$@"\n` }];
  });
  return {
    kind: "ready",
    value: {
      ...toolchain,
      cc: join(binDirectory, cc),
      cxx: undefined,
      names: { cc, cxx: undefined },
      binDirectories: [binDirectory, ...toolchain.binDirectories],
      version: `${toolchain.version}, musl ${root.record.packages[0]?.version ?? ""}`,
    },
  };
}

async function ask(host: Host, words: readonly string[]): Promise<string> {
  const [file = "cc", ...args] = words;
  const done = await host.processes.run({ file, args, environment: host.environment, timeoutSeconds: 60 });
  if (done.exitCode !== 0) {
    throw new Error(`the compiler does not answer ${args.at(-1)}: ${done.output.trim()}`);
  }
  return done.stdout.trim();
}

/** The directories that hold linux/ and asm/: beside the C library's headers, among which musl's are to be the only ones. */
async function findKernelHeaders(host: Host, [file = "cc", ...words]: readonly string[]): Promise<readonly string[]> {
  const done = await host.processes.run({
    file,
    args: [...words, "-E", "-v", "-x", "c", "/dev/null"],
    environment: host.environment,
    timeoutSeconds: 60,
  });
  const listed = /#include <\.\.\.> search starts here:\n([\s\S]*?)\nEnd of search list/.exec(done.stderr)?.[1] ?? "";
  const directories = listed.split("\n").map((line) => line.trim());
  const found = await Promise.all(directories.map((at) => hasAny(at, ["linux", "asm"])));
  return directories.filter((_, index) => found[index]);
}

async function hasAny(directory: string, names: readonly string[]): Promise<boolean> {
  const found = await Promise.all(
    names.map((name) =>
      access(join(directory, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

/** What linux-libc-dev has below usr/include. */
const kernelDirectories = [
  "asm",
  "asm-generic",
  "drm",
  "linux",
  "misc",
  "mtd",
  "rdma",
  "scsi",
  "sound",
  "video",
  "xen",
];

async function linkKernelHeaders(links: string, directories: readonly string[]): Promise<void> {
  await mkdir(links, { recursive: true });
  for (const name of kernelDirectories) {
    for (const at of directories) {
      if (await hasAny(at, [name])) {
        await rm(join(links, name), { force: true });
        await symlink(join(at, name), join(links, name));
        break;
      }
    }
  }
}
