/**
 * A signed archive, recorded: the signature is what tells a list of weak hashes from none. Its package is not there.
 * Made by gpg with a key that was thrown away: `--clearsign` of one Release with MD5 and SHA-1, and of one with SHA-512.
 */
export const signingKey = `-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEZZIAgBYJKwYBBAHaRw8BAQdAmaw8sinwVYjMl8WQVr5SjaX1rmmHqbI/In1x
plXfkSm0F1Rlc3QgPHRlc3RAZXhhbXBsZS5jb20+iJAEExYIADgWIQTAhyTaJqPB
FDkWmVu7teaLQjSF+gUCZZIAgAIbAwULCQgHAgYVCgkICwIEFgIDAQIeAQIXgAAK
CRC7teaLQjSF+ogKAQCPugGrWee2bKzeZvjgC98SBR6PT/9nbjWk8p2RdZp+6QD/
cInr8aaMQSlKsOG4RLo1jMzNMN3uAmcm8VEL4psJbQI=
=MH46
-----END PGP PUBLIC KEY BLOCK-----
`;

export const signedPackages = `Package: one
Version: 1
Architecture: all
Maintainer: a <a@example.com>
Filename: one_1_all.deb
Size: 1
SHA512: ${"5".repeat(128)}
Description: one

`;

export const signedReleases = {
  weak: `-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA512

Origin: Test
Suite: test
Architectures: amd64
Components: main
Date: Mon, 01 Jan 2024 00:00:00 UTC
MD5Sum:
 8fcd1f3aae5e370c1305304ce9389c3c 259 main/binary-amd64/Packages
SHA1:
 478da71cca5f3817f82c1bd5ec7f52366375b6ec 259 main/binary-amd64/Packages
-----BEGIN PGP SIGNATURE-----

iHUEARYKAB0WIQTAhyTaJqPBFDkWmVu7teaLQjSF+gUCZZIAgAAKCRC7teaLQjSF
+puSAP9EBDuECmo8IBBNaAycha0ZME78+kewuPEas/eBZbcaWAD8DWwKBJPUVIRj
cwst1V2UwB1ikf9Ur1ck+1EKNIWHagY=
=xnEG
-----END PGP SIGNATURE-----
`,
  strong: `-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA512

Origin: Test
Suite: test
Architectures: amd64
Components: main
Date: Mon, 01 Jan 2024 00:00:00 UTC
SHA512:
 a71c45ffb4585383a9818ccb2083e71c6b1e3b42db49e8be51124ecb84924652486f015ed8d87a0168cebbdb272d49de57f96ebd8d7a90601348044019215a68 259 main/binary-amd64/Packages
-----BEGIN PGP SIGNATURE-----

iHUEARYKAB0WIQTAhyTaJqPBFDkWmVu7teaLQjSF+gUCZZIAgAAKCRC7teaLQjSF
+h1/AP43dDcxpaZvY7TePaI2iOQVRQEZFqhMr+HFnDycqSA2MQEA7bwwyqbPbWQw
kJ5JX1P+JZ0QzGM4jhRaOjnLfonENwY=
=Hv7B
-----END PGP SIGNATURE-----
`,
} as const;
