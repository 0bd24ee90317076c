import { knownPlatforms } from "../platforms/index.ts";
import { commandDefinitions } from "./commands.ts";
import { type InputDefinition, inputDefinitions } from "./definitions.ts";

export const shells = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof shells)[number];

type Flag = { readonly name: string; readonly summary: string; readonly values: readonly string[] | undefined };

/** What completes the command line in a shell: the text of a script that the shell reads at its start. */
export function completionScript(shell: Shell): string {
  switch (shell) {
    case "bash":
      return bash();
    case "zsh":
      return zsh();
    case "fish":
      return fish();
  }
}

/** `values`: the words that may follow; undefined where nothing follows. */
function flags(): readonly Flag[] {
  const inputs = [...inputDefinitions].flatMap((input: InputDefinition): readonly Flag[] =>
    input.kind === "boolean"
      ? [
          { name: input.name, summary: input.summary, values: undefined },
          { name: `no-${input.name}`, summary: input.summary, values: undefined },
        ]
      : [{ name: input.name, summary: input.summary, values: valuesOf(input) }],
  );
  return [
    ...inputs,
    { name: "help", summary: "Prints the help", values: undefined },
    { name: "version", summary: "Prints the version", values: undefined },
  ];
}

function valuesOf(input: InputDefinition): readonly string[] {
  if (input.name === "targets") {
    return knownPlatforms.map(({ os, arch }) => `${os}/${arch}`);
  }
  return input.kind === "choice" ? input.choices : [];
}

function bash(): string {
  const withValues = flags().filter(({ values = [] }) => values.length > 0);
  const cases = withValues.map(
    ({ name, values = [] }) => `  --${name}) COMPREPLY=($(compgen -W "${values.join(" ")}" -- "$word")); return ;;`,
  );
  const names = flags().map(({ name }) => `--${name}`);
  const commands = [...commandDefinitions.map(({ name }) => name), "help"];
  return [
    "_cgo_cross() {",
    `  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]}`,
    "  case $before in",
    ...cases,
    "  esac",
    `  if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "${names.join(" ")}" -- "$word"))`,
    `  elif [[ $COMP_CWORD == 1 ]]; then COMPREPLY=($(compgen -W "${commands.join(" ")}" -- "$word")); fi`,
    "}",
    "complete -o default -F _cgo_cross cgo-cross",
    "",
  ].join("\n");
}

/** zsh takes brackets and colons in a description for its own unless a backslash is before them. */
function zshText(text: string): string {
  return text.replaceAll(/[[\]:\\]/g, "\\$&").replaceAll("'", "'\\''");
}

function zsh(): string {
  const specs = flags().map(({ name, summary, values }) => {
    const rest = values === undefined ? "" : `:value:${values.length === 0 ? "_files" : `(${values.join(" ")})`}`;
    return `    '--${name}[${zshText(summary)}]${rest}' \\`;
  });
  const commands = commandDefinitions.map(({ name, summary }) => `    '${name}:${zshText(summary)}'`);
  return [
    "#compdef cgo-cross",
    "_cgo_cross() {",
    "  local -a commands",
    "  commands=(",
    ...commands,
    "  )",
    "  _arguments \\",
    ...specs,
    "    '1:command:{_describe command commands}' '*:file:_files'",
    "}",
    "compdef _cgo_cross cgo-cross",
    "",
  ].join("\n");
}

function fish(): string {
  const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const first = commandDefinitions.map(
    ({ name, summary }) => `complete -c cgo-cross -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
  );
  const rest = flags().map(({ name, summary, values }) => {
    const follows = values === undefined ? "" : values.length === 0 ? " -r" : ` -x -a ${quoted(values.join(" "))}`;
    return `complete -c cgo-cross -l ${name} -d ${quoted(summary)}${follows}`;
  });
  return [...first, ...rest, ""].join("\n");
}
