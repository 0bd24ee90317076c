import { join } from "node:path";
import { packageContent, packageFamily } from "../../archives/index.ts";
import { declined, indifferent } from "../../plan/index.ts";
import { quote, script } from "../../roots/index.ts";
import { type Layer, onlyRoot } from "../provider.ts";

/** swig, which makes Go and C of interface files (`.swig`, `.swigcxx`), for a machine that has none. */
export const swig: Layer = {
  id: "swig",
  title: "swig",
  offer: ({ machine, survey: { languages } }) => {
    if (!languages.swig || machine.swig !== undefined) {
      return indifferent;
    }
    const { archive } = machine;
    if (archive.kind === "missing") {
      return declined(`it has interface files for swig, and this machine has none (${archive.reason}); install swig`);
    }
    const content = packageContent(archive.id, packageFamily(archive.family).swig());
    return {
      kind: "offer",
      layer: { layer: "swig", id: "swig", roots: ["swig"], settings: {} },
      roots: [{ id: "swig", kind: "swig", settings: {}, content }],
      libc: undefined,
    };
  },
  rootKinds: [{ kind: "swig", wrappers: ({ directory }) => [{ name: "swig", text: swigScript(directory) }] }],
  open: async (_host, _plan, { toolchain, roots }) => ({
    ...toolchain,
    binDirectories: [...toolchain.binDirectories, join(onlyRoot(roots).directory, "bin")],
  }),
};

/** Its own files lie in a directory with its version in its name. */
function swigScript(directory: string): string {
  const [first = "", ...rest] = script(directory, join(directory, "root/usr/bin/swig"), []).split("\n");
  const library = `for SWIG_LIB in ${quote(join(directory, "root/usr/share/swig"))}*; do export SWIG_LIB; done`;
  return [first, library, ...rest].join("\n");
}
