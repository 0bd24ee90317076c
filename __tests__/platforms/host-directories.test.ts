import { expect, it } from "vitest";
import { isPackageDirectory, packageDirectoryPatterns } from "../../src/platforms/host-directories.ts";

it("tells the directories that packages fill from those of the job", () => {
  for (const path of ["/usr/include", "/usr/include/opus", "/usr//lib/../lib/x86_64-linux-gnu", "/lib/x"]) {
    expect(isPackageDirectory(path), path).toBe(true);
  }
  for (const path of ["/usr/src/app/lib", "/usr/local/lib", "/usr/library", "usr/lib", "/home/a/usr/lib", "/lib64"]) {
    expect(isPackageDirectory(path), path).toBe(false);
  }
  expect(packageDirectoryPatterns("-I").slice(0, 2)).toEqual(["-I/usr/include", "-I/usr/include/*"]);
});
