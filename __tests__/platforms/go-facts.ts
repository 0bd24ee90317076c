import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the user's own Go says of a platform. */
export type GoFacts = {
  readonly os: string;
  readonly arch: string;
  readonly cgoSupported: boolean;
  readonly internalPie: boolean;
  /** Even without C. */
  readonly externalLinker: boolean;
  readonly bits: number;
  readonly bigEndian: boolean;
  /** The machine that Go's linker writes into ELF files; undefined where it writes none for the architecture. */
  readonly elf: { readonly machine: number; readonly name: string } | undefined;
};

const goEnvironment = { ...process.env, GOOS: undefined, GOARCH: undefined, GOFLAGS: "", GOWORK: "off", GOENV: "off" };

function go(args: readonly string[], directory: string): string {
  return execFileSync("go", args, { cwd: directory, env: goEnvironment, encoding: "utf8" });
}

/** `go1.26.8`. */
export const goVersion = go(["env", "GOVERSION"], tmpdir()).trim();

/**
 * Asks the machine's Go for every platform that it has, in its order. No package of the standard library tells this, and
 * those that know are internal: a program that holds copies of them prints it. Throws where they have another form.
 */
export function readGoFacts(): readonly GoFacts[] {
  const sources = join(go(["env", "GOROOT"], tmpdir()).trim(), "src");
  const directory = mkdtempSync(join(tmpdir(), "go-facts-"));
  try {
    cpSync(join(sources, "internal/platform"), join(directory, "platform"), { recursive: true });
    cpSync(join(sources, "internal/goarch"), join(directory, "goarch"), { recursive: true });
    mkdirSync(join(directory, "sys"));
    const arch = readFileSync(join(sources, "cmd/internal/sys/arch.go"), "utf8");
    writeFileSync(join(directory, "sys/arch.go"), arch.replace('"internal/goarch"', '"facts/goarch"'));
    writeFileSync(join(directory, "go.mod"), "module facts\n");
    writeFileSync(join(directory, "main.go"), program(machines(sources)));
    return JSON.parse(go(["run", "."], directory)) as readonly GoFacts[];
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Lines of a map from the families of architectures to ELF machines, as Go's linker chooses them. */
function machines(sources: string): string {
  const linker = readFileSync(join(sources, "cmd/link/internal/ld/elf.go"), "utf8");
  const pairs = [...linker.matchAll(/case ((?:sys\.\w+,? ?)+):\n\t\teh\.Machine = uint16\((elf\.EM_\w+)\)/g)];
  const lines = pairs.flatMap(([, families = "", machine]) =>
    families.split(", ").map((family) => `\t${family}: ${machine},`),
  );
  if (lines.length < 10) {
    throw new Error(`Go's linker chooses ELF machines in another way; found ${lines.join()}`);
  }
  return lines.join("\n");
}

function program(table: string): string {
  return `package main

import (
	"debug/elf"
	"encoding/binary"
	"encoding/json"
	"os"
	"os/exec"

	"facts/platform"
	"facts/sys"
)

var machines = map[sys.ArchFamily]elf.Machine{
${table}
}

type machine struct {
	Machine int    \`json:"machine"\`
	Name    string \`json:"name"\`
}

type facts struct {
	OS             string   \`json:"os"\`
	Arch           string   \`json:"arch"\`
	CgoSupported   bool     \`json:"cgoSupported"\`
	InternalPie    bool     \`json:"internalPie"\`
	ExternalLinker bool     \`json:"externalLinker"\`
	Bits           int      \`json:"bits"\`
	BigEndian      bool     \`json:"bigEndian"\`
	ELF            *machine \`json:"elf,omitempty"\`
}

func main() {
	listed, err := exec.Command("go", "tool", "dist", "list", "-json").Output()
	if err != nil {
		panic(err)
	}
	var platforms []struct {
		GOOS, GOARCH string
		CgoSupported bool
	}
	if err := json.Unmarshal(listed, &platforms); err != nil {
		panic(err)
	}
	all := []facts{}
	for _, p := range platforms {
		for _, arch := range sys.Archs {
			if arch.Name != p.GOARCH {
				continue
			}
			one := facts{
				OS: p.GOOS, Arch: p.GOARCH, CgoSupported: p.CgoSupported,
				InternalPie:    platform.InternalLinkPIESupported(p.GOOS, p.GOARCH),
				ExternalLinker: platform.MustLinkExternal(p.GOOS, p.GOARCH, false),
				Bits:           8 * arch.PtrSize,
				BigEndian:      arch.ByteOrder == binary.BigEndian,
			}
			if found, ok := machines[arch.Family]; ok {
				one.ELF = &machine{int(found), found.String()}
			}
			all = append(all, one)
		}
	}
	json.NewEncoder(os.Stdout).Encode(all)
}
`;
}
