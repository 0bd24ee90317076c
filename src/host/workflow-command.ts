/** The workflow commands that the log uses. */
export type WorkflowCommand = "group" | "endgroup" | "notice" | "warning" | "error";

/** Of an annotation, by the runner's names: `col` is the column. */
export type AnnotationProperties = {
  readonly title?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly col?: number | undefined;
};

/**
 * A workflow command as the runner parses it, without a line end, escaped as @actions/core does (command.ts). The log does
 * not use that library, since it loads the client for OpenID tokens, which takes longer than loading all of our own code.
 * @param properties An annotation's; what is undefined or empty is left out.
 */
export function describeCommand(name: WorkflowCommand, message: string, properties: AnnotationProperties = {}): string {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined && value !== "");
  const words = given.map(([key, value]) => `${key}=${escapeProperty(`${value}`)}`).join(",");
  return `::${name}${words === "" ? "" : ` ${words}`}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
