import { mkdir, readdir, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { packageContent, packageFamily } from "../../archives/index.ts";
import { splitWords } from "../../golang/index.ts";
import { UserError } from "../../host/errors.ts";
import { exists, shortHash } from "../../host/index.ts";
import type { Host } from "../../host/types.ts";
import {
  askedInstrumentation,
  type Declined,
  declined,
  indifferent,
  type LayerOffer,
  type LayerPlan,
  type LayerQuestion,
} from "../../plan/index.ts";
import { hostAbi } from "../../platforms/index.ts";
import { contentHash, quote } from "../../roots/index.ts";
import { writeCommands } from "../commands.ts";
import { type Layer, type LayerParts, onlyRoot } from "../provider.ts";
import { fromSettings, toSettings } from "../settings.ts";
import type { Toolchain } from "../toolchain.ts";
import { whereToRun } from "../where.ts";

type MuslSettings = { readonly triple: string };

/**
 * musl in the place of a toolchain's own C library: the same compiler, with musl's headers in the place of its own, and
 * musl's crt files and libc before them. The compiler's own headers (stddef.h) and the kernel's (linux/) stay within reach.
 * Source of the directories: musl-gcc.specs, which musl's own wrapper for gcc uses.
 */
export const musl: Layer = {
  id: "musl",
  title: "musl",
  offer: (question) =>
    question.libc !== "musl" || question.base.toolchain.libc === "musl" ? indifferent : offerMusl(question),
  // Headers, crt files and libc.a: nothing in it is run.
  rootKinds: [{ kind: "musl" }],
  open: putMuslOn,
};

function offerMusl(question: LayerQuestion): LayerOffer | Declined {
  const { base, machine } = question;
  const { archive } = machine;
  const unsuited = findUnsuited(question);
  if (unsuited !== undefined) {
    return declineMusl(unsuited);
  }
  if (archive.kind === "missing") {
    return declineMusl(`${archive.reason}; ${whereToRun(machine)}`);
  }
  const { architecture, triple } = base.abi ?? {};
  if (architecture === undefined || triple === undefined) {
    return declineMusl("no distribution has musl for it; leave `libc` out");
  }
  const id = `musl-${architecture}`;
  const settings: MuslSettings = { triple };
  const content = packageContent(archive.id, packageFamily(archive.family).musl(), {
    architecture: architecture === hostAbi(machine.arch).architecture ? undefined : architecture,
  });
  return {
    kind: "offer",
    layer: { layer: "musl", id, roots: [id], settings: toSettings(settings) },
    roots: [{ id, kind: "musl", settings: {}, content }],
    libc: "musl",
  };
}

function declineMusl(reason: string): Declined {
  return declined(`cannot be built with musl: ${reason}`, "libc");
}

async function putMuslOn(host: Host, plan: LayerPlan, { toolchain, roots }: LayerParts): Promise<Toolchain> {
  const { directory, record } = onlyRoot(roots);
  const files = join(directory, "root");
  const { triple } = fromSettings<MuslSettings>(plan.settings);
  const compiler = splitWords(toolchain.cc).words;
  const flags = await makeMuslFlags(host, files, compiler);
  const words = [
    toolchain.names.cc,
    toolchain.version,
    contentHash(record.packages),
    ...flags("", "kernel").slice(0, 3),
  ];
  const content = shortHash(words.join("\n"));
  const cc = `${triple}-musl-cc-${content}`;
  const kernel = await findKernelHeaders(host, compiler);
  const binDirectory = await writeCommands(host, { id: plan.id, content }, async (bin) => {
    const links = join(dirname(bin), "kernel");
    await linkKernelHeaders(links, kernel);
    const command = [...compiler, ...flags(files, links)].map(quote).join(" ");
    return [{ name: cc, text: `#!/bin/sh\nexec ${command} "$@"\n` }];
  });
  return {
    ...toolchain,
    cc: join(binDirectory, cc),
    cxx: undefined,
    names: { cc, cxx: undefined },
    binDirectories: [binDirectory, ...toolchain.binDirectories],
    version: `${toolchain.version}, musl ${record.packages[0]?.version ?? ""}`,
  };
}

/** What the compiler must be told, given where musl's files and the links to the kernel's headers are. */
async function makeMuslFlags(
  host: Host,
  files: string,
  compiler: readonly string[],
): Promise<(files: string, kernel: string) => readonly string[]> {
  const [triple] = (await readdir(join(files, "usr/lib"))).filter((name) => name.includes("-linux-musl"));
  if (triple === undefined) {
    throw new UserError({ code: "package-contents", text: "musl: musl-dev has no directory for its libraries" });
  }
  const include = await ask(host, [...compiler, "-print-file-name=include"]);
  return (at, kernel) => [
    "-nostdinc",
    ...["-isystem", join(at, "usr/include", triple), "-isystem", include, "-idirafter", kernel],
    `-B${join(at, "usr/lib", triple)}/`,
    `-L${join(at, "usr/lib", triple)}`,
    // Paths of this machine would differ from one machine to the next in debug information.
    `-ffile-prefix-map=${at}=/musl`,
  ];
}

/** What the program has that cannot be built with musl; undefined where there is nothing. */
function findUnsuited({ inputs, survey }: LayerQuestion): string | undefined {
  if (survey.need.cxx) {
    return "it has C++ in it, and the C++ library that distributions have is made for glibc; leave `libc` out, and set `static: true` for one file";
  }
  if (survey.languages.fortran) {
    return "it has Fortran in it, whose library is made for glibc; leave `libc` out, and set `static: true` for one file";
  }
  if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
    return `buildmode ${inputs.buildmode} makes a library, which uses the C library of the program that loads it; leave \`libc\` out`;
  }
  const sanitizer = askedInstrumentation({ inputs, environment: survey.environment });
  return sanitizer === undefined ? undefined : `${sanitizer} needs glibc; leave one of them out`;
}

async function ask(host: Host, words: readonly string[]): Promise<string> {
  const [file = "cc", ...args] = words;
  const done = await host.processes.run({ file, args, environment: host.environment, timeoutSeconds: 60 });
  if (done.exitCode !== 0) {
    throw new UserError({
      code: "compiler-does-not-start",
      text: `musl: the compiler does not answer ${args.at(-1)}: ${done.output.trim()}`,
    });
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
  const found = await Promise.all(names.map((name) => exists(join(directory, name))));
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
