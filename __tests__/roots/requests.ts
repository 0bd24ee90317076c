import type { FileContent, PackageContent, RequiredFile, RootRequest } from "../../src/plan/root-request.ts";

export type PackageRequest = Omit<RootRequest, "content"> & { readonly content: PackageContent };
export type FileRequest = Omit<RootRequest, "content"> & { readonly content: FileContent };

/** A request of the kind `test` for packages of the machine's own release, with everything that they depend on. */
export function requestPackages(
  id: string,
  packages: readonly string[],
  {
    namedAfter = [],
    files = [],
  }: { readonly namedAfter?: readonly string[]; readonly files?: readonly RequiredFile[] } = {},
): PackageRequest {
  return {
    id,
    kind: "test",
    settings: {},
    content: {
      kind: "packages",
      archive: "apt",
      release: undefined,
      architecture: undefined,
      packages,
      files,
      // The machine has its own C library.
      selection: { follow: "all", skip: ["libc6"], take: undefined, drop: [] },
      keepsLists: false,
      namedAfter,
    },
  };
}

/** The same request for other packages. */
export function withPackages(request: PackageRequest, packages: readonly string[]): PackageRequest {
  return { ...request, content: { ...request.content, packages } };
}
