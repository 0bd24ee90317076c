import { expect, it } from "vitest";
import { codeOfFailures, describeFailedFile, parseFailures } from "../../../src/archives/apt/failures.ts";

/** The code of what apt printed. */
function codeOf(output: string) {
  const failed = parseFailures({ ending: "exit", exitCode: 100, output, stdout: "", stderr: output, seconds: 1 });
  return codeOfFailures(failed.map((each) => describeFailedFile(each, { subject: "index", origin: each.uri })));
}

// As apt 2.6 prints it on Debian 12: without the keys of the distribution, without ca-certificates, and where nothing listens.
it.each([
  [
    "index-signature",
    "W: GPG error: http://deb.debian.org/debian bookworm InRelease: The following signatures couldn't be verified because " +
      "the public key is not available: NO_PUBKEY 6ED0E7B82643E131",
  ],
  [
    "mirror-certificate",
    "E: Failed to fetch https://deb.debian.org/debian/dists/bookworm/InRelease  Certificate verification failed: The " +
      "certificate is NOT trusted. The certificate issuer is unknown.",
  ],
  ["package-download", "E: Failed to fetch http://127.0.0.1:9/debian/x.deb  Could not connect to 127.0.0.1:9"],
  ["package-download", ""],
])("%s", (code, output) => {
  expect(codeOf(output)).toBe(code);
});
