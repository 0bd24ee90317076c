import { isOf, processorOfAssembly } from "../processors.ts";
import type { Row } from "../row.ts";
import { archOf, placeOf, sourcesOf, targetOf, withSuffix } from "../words.ts";

/** Go's assembler has instructions in upper case, and registers without a sign. */
const goAssemblies: readonly { readonly arch: string; readonly sign: RegExp }[] = [
  { arch: "amd64", sign: /\b(?:MOV[QLBW]|ADDQ|SUBQ|XORQ|LEAQ|VMOVDQU|PXOR|CALL\s+AX|AX|BX|CX|DX|SI|DI|X\d+|Y\d+)\b/ },
  { arch: "arm64", sign: /\b(?:MOVD|FMOVD|LDP|STP|CBZ|CBNZ|VLD1|R\d+|ZR)\b/ },
];

export const assembler: readonly Row[] = [
  {
    code: "assembly-of-other-processor",
    tool: "assembler",
    title: "An assembly file of another processor",
    about:
      "A `.S` file without an architecture in its name is assembled for every target. Name it `sum_amd64.S` (with the architecture that it is for), and give other architectures a way in C or Go.",
    reference: "https://pkg.go.dev/cmd/go#hdr-Build_constraints",
    inSources: true,
    signs: [
      /(?<file>(?<![\w./@~+-])[\w./@~+-]+\.[sS]):(?<at>\d+): Error: (?<text>.+)/,
      /(?<file>(?<![\w./@~+-])[\w./@~+-]+\.[sS]):(?<at>\d+):\d+: error: (?<text>.+)/,
    ],
    // Not a compiler's own, with what inline assembly became, nor one of Go's.
    when: ({ groups }) => !/(?:^|\/)(?:cc\w{6}\.s|gcc_\w+\.S)$/.test(groups["file"] ?? ""),
    explain: async (found) => {
      const { file = "", text = "" } = found.groups;
      const name = file.split("/").at(-1) ?? file;
      const source = (await sourcesOf(found)).find((each) => each.name === name);
      const processor = processorOfAssembly(source?.text ?? found.log.map((each) => each.text).join("\n"));
      const place = placeOf(found) ?? `${file}:${found.groups["at"]}`;
      if (processor === undefined || isOf(processor, archOf(found))) {
        return {
          cause: `${place}: ${text}: the assembler for ${targetOf(found)} does not take it`,
          fix: "correct it there, or keep the file from this target with a build constraint",
        };
      }
      const arch = processor.arches[0];
      return {
        cause: `${place}: the file has assembly for ${processor.name}, and ${targetOf(found)} has another processor (${text})`,
        fix: `rename it ${withSuffix(name, arch)}, which Go takes for ${arch} alone, and give other architectures a way in C or Go`,
      };
    },
  },
  {
    code: "go-assembly-of-other-processor",
    tool: "assembler",
    title: "Go assembly of another processor",
    about:
      "A `.s` file in Go's assembly without an architecture in its name is assembled for every target. Name it `sum_amd64.s`, declare its functions in `sum_amd64.go`, and put a version in Go into `sum_other.go` with `//go:build !amd64`.",
    reference: "https://go.dev/doc/asm",
    inSources: true,
    signs: [
      /(?<file>(?<![\w./@~+-])[\w./@~+-]+\.s):(?<at>\d+): (?:unrecognized instruction|illegal or missing addressing mode|unknown (?:register|instruction)|syntax error|expected|undefined|invalid) ?(?<text>.*)/,
      /^asm: (?!assembly of)(?<text>.+)/,
    ],
    explain: async (found) => {
      const { file = "", at } = found.groups;
      const name = file.split("/").at(-1) ?? file;
      const source = (await sourcesOf(found)).find((each) => each.name === name);
      const arch = goAssemblies.find(({ sign }) => sign.test(source?.text ?? found.line.text))?.arch ?? "amd64";
      const place = file === "" ? found.line.text : `${placeOf(found) ?? `${file}:${at}`}`;
      return arch === archOf(found)
        ? { cause: `${place}: Go's assembler for ${targetOf(found)} does not take it`, fix: "correct it there" }
        : {
            cause: `${place}: the file has Go assembly for ${arch}, and ${targetOf(found)} has another processor`,
            fix: `rename it ${name === "" ? `*_${arch}.s` : withSuffix(name, arch)}, move its declarations to a file *_${arch}.go, and put a version in Go into one with \`//go:build !${arch}\``,
          };
    },
  },
  {
    code: "missing-function-body",
    tool: "assembler",
    title: "A function that is declared for assembly, which this target has none of",
    about:
      "A Go function without a body has it in an assembly file, and none of those is for this target. Move the declaration to a file for the architectures that have one, and write a version in Go for the others.",
    reference: "https://go.dev/doc/asm",
    inSources: true,
    signs: [/\.go:\d+(?::\d+)?: missing function body/],
    explain: (found) => ({
      cause: `${placeOf(found)}: the function has no body in Go, and no assembly file of the package is for ${targetOf(found)}`,
      fix: `move the declaration to a file for the architectures that have one (as its assembly file is named), and write a version in Go for the others`,
    }),
  },
];
