import type { ProblemPage } from "./document.ts";

export const commandLine = {
  "unknown-option": {
    title: "There is no such option",
    about:
      "The command does not have this option: it is misspelt, belongs to another command, or is a switch that was given a value. The message names the nearest; `--help` after a command lists its own.",
    example: 'unknown option "--target"; did you mean --targets?',
    reference: "docs/reference/commands.md",
  },
  "option-without-value": {
    title: "An option lacks its value",
    about: "The option takes a value, and nothing follows it. The message has an example.",
    example: "--jobs needs a value, for example --jobs 4",
    reference: "docs/reference/inputs.md",
  },
  "option-twice": {
    title: "An option is given twice",
    about:
      "Only lists may be given several times, and inputs with values for single targets once for each. Of two other values, neither is taken. Give it once.",
    example: "--name is given twice; give it once",
    reference: "docs/reference/inputs.md",
  },
  "unexpected-argument": {
    title: "A word that belongs to nothing",
    about:
      "Targets and packages are given with options (`--targets`, `--package`), and a command comes first. The message says what was probably meant.",
    example: 'unexpected argument "linux/arm64"; did you mean --targets "linux/arm64"?',
    reference: "docs/reference/commands.md",
  },
  "missing-argument": {
    title: "A command lacks what it is to work on",
    about: "The command takes words beside its options, such as a program or files, and none was given.",
    example: "cgo-cross verify needs files, for example cgo-cross verify 'dist/**', or --manifest",
    reference: "docs/explain/verify.md",
  },
  "unknown-topic": {
    title: "There is no help on this",
    about:
      "`cgo-cross help` takes the name of a command, of a flag, of a code of these pages, or `targets`. Without one it prints the overview.",
    example: 'there is no help on "tagets"; did you mean targets?',
    reference: "docs/reference/commands.md",
  },
} satisfies ProblemPage;
