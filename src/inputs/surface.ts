import { inputDefinition } from "./definitions.ts";

/**
 * A message in the words of a terminal. Messages speak of inputs as a workflow has them: `run: true`, `cgo-cflags` and a
 * problem's own beginning, "cgo-cflags: …". Here those are `--run`, `--cgo-cflags` and "--cgo-cflags: …". What is no input's
 * name stays as it is.
 */
export function inFlags(message: string): string {
  return message
    .split("\n")
    .map((line) =>
      line
        .replace(/^([a-z]+(?:-[a-z]+)*)(?=: )/, (name) => (inputDefinition(name) === undefined ? name : `--${name}`))
        .replaceAll(
          /`([a-z]+(?:-[a-z]+)*)(?:: ?([^`\n]*))?`/g,
          (whole, name: string, value: string | undefined) => written(name, value) ?? whole,
        ),
    )
    .join("\n");
}

function written(name: string, value: string | undefined): string | undefined {
  const definition = inputDefinition(name);
  if (definition === undefined) {
    return undefined;
  }
  if (value === undefined || value === "") {
    return `\`--${name}\``;
  }
  if (definition.kind === "boolean" && (value === "true" || value === "false")) {
    return `\`--${value === "true" ? "" : "no-"}${name}\``;
  }
  const plain = /^[\w./:=@%+,-]+$/.test(value) || /^(["']).*\1$/.test(value);
  // Flags of compilers begin with a hyphen, as ours do.
  const joined = value.startsWith("-") ? "=" : " ";
  return `\`--${name}${joined}${plain ? value : `'${value.replaceAll("'", "'\\''")}'`}\``;
}
