import { expect, it } from "vitest";
import { parseAlternatives } from "../../../src/archives/apt/alternatives.ts";

it("reads what a script installs, over continued lines", () => {
  // As libopenblas-pthread-dev and libopenmpi-dev of Debian 12 have it.
  const script = `#!/bin/sh
set -e
# update-alternatives --install /usr/lib/none none /usr/lib/t/none 1
if [ "$1" = "configure" ]; then
update-alternatives --install /usr/lib/t/libblas.so \\
                    libblas.so-t \\
                    /usr/lib/t/openblas-pthread/libblas.so \\
                    100 \\
                    --slave /usr/lib/t/libblas.a \\
                    libblas.a-t \\
                    /usr/lib/t/openblas-pthread/libblas.a
update-alternatives \\
\t--install /usr/include/t/mpi mpi-t /usr/lib/t/openmpi/include 50 \\
\t--slave /usr/lib/t/libmpi.so libmpi.so-t /usr/lib/t/openmpi/lib/libmpi.so \\

fi
`;
  expect(parseAlternatives(script)).toEqual([
    {
      name: "libblas.so-t",
      priority: 100,
      links: [
        { path: "usr/lib/t/libblas.so", to: "usr/lib/t/openblas-pthread/libblas.so" },
        { path: "usr/lib/t/libblas.a", to: "usr/lib/t/openblas-pthread/libblas.a" },
      ],
    },
    {
      name: "mpi-t",
      priority: 50,
      links: [
        { path: "usr/include/t/mpi", to: "usr/lib/t/openmpi/include" },
        { path: "usr/lib/t/libmpi.so", to: "usr/lib/t/openmpi/lib/libmpi.so" },
      ],
    },
  ]);
});

it("knows the variables that the script sets to plain text, and passes over what only a run would know", () => {
  const script = `at=/usr/lib/t
name="libfoo.so"
query=$(update-alternatives --query mpi)
  /usr/bin/update-alternatives --quiet --install "$at/libfoo.so" "\${name}" '\${at}/foo/libfoo.so' 5;
update-alternatives --install /usr/lib/a.so a "$at/a.so" "$priority"
update-alternatives --install /usr/lib/b.so b $query 5
update-alternatives --install lib/c.so c /usr/lib/c/c.so 5
update-alternatives --remove a /usr/lib/a.so
echo --install /usr/lib/d.so d /usr/lib/d/d.so 5
`;
  expect(parseAlternatives(script)).toEqual([
    { name: "libfoo.so", priority: 5, links: [{ path: "usr/lib/t/libfoo.so", to: "usr/lib/t/foo/libfoo.so" }] },
  ]);
  expect(parseAlternatives("")).toEqual([]);
});
