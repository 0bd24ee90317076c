import { clang } from "./clang.ts";
import { gcc } from "./gcc.ts";
import { hostCompiler } from "./host.ts";
import { libraries } from "./layers/libraries.ts";
import { musl } from "./layers/musl.ts";
import { swig } from "./layers/swig.ts";
import { windowsNames } from "./layers/windows-names.ts";
import type { Layer, Provider } from "./provider.ts";

/** Who makes C toolchains, in the order in which they are asked. */
export const providers: readonly Provider[] = [hostCompiler, gcc, clang];

/** What can be put on them, in the order in which it is put on. */
export const layers: readonly Layer[] = [musl, libraries, windowsNames, swig];
