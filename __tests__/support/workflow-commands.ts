/** A line that the runner reads as a command. */
export type WorkflowCommand = {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
};

export type Annotation = {
  readonly level: "error" | "warning" | "notice";
  /** As the runner keeps it: at most 4096 characters. */
  readonly message: string;
  readonly title: string | undefined;
  /** False beyond the tenth of its level in a step, which the runner drops. */
  readonly kept: boolean;
};

export type Listener = {
  /** Reads one line of either stream. */
  onLine(line: string): void;
  /** The commands that were run, in order. */
  readonly commands: readonly WorkflowCommand[];
  readonly annotations: readonly Annotation[];
  /** Outputs and state set by command, the old way. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly state: ReadonlyMap<string, string>;
  /** The log as the runner shows it, masks applied. */
  readonly log: readonly string[];
  /** The reasons that the step fails whatever its exit code. */
  readonly failures: readonly string[];
  addAnnotation(level: Annotation["level"], message: string, title?: string): void;
};

const messageLimit = 4096;
const annotationLimit = 10;

const registeredCommands = [
  ...["add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice"],
  ...["remove-matcher", "save-state", "set-env", "set-output", "stop-commands", "warning"],
];

/**
 * Listens to a step's output as the runner does (actions/runner: ActionCommandManager.cs, ActionCommand.cs): commands of
 * both syntaxes, `::stop-commands::` until its token, groups, annotations with their limits, masks.
 */
export function makeListener(): Listener {
  const commands: WorkflowCommand[] = [];
  const annotations: Annotation[] = [];
  const outputs = new Map<string, string>();
  const state = new Map<string, string>();
  const log: string[] = [];
  const failures: string[] = [];
  const masks: string[] = [];
  let resumeToken: string | undefined;

  function show(line: string): void {
    log.push(masks.reduce((text, mask) => text.replaceAll(mask, "***"), line));
  }

  function addAnnotation(level: Annotation["level"], message: string, title?: string): void {
    const kept = annotations.filter((one) => one.level === level).length < annotationLimit;
    annotations.push({ level, message: message.slice(0, messageLimit), title, kept });
    show(`##[${level}]${message}`);
  }

  function fail(message: string): void {
    failures.push(message);
    addAnnotation("error", message);
  }

  function stop(token: string): void {
    if (token === "" || token === "pause-logging" || isRegistered(token)) {
      fail(`Unable to process command '::stop-commands::${token}' successfully: the token is not allowed.`);
      return;
    }
    if (token.length > 6) {
      masks.push(token);
    }
    resumeToken = token;
  }

  function run({ name, properties, data }: WorkflowCommand): void {
    switch (name) {
      case "error":
      case "warning":
      case "notice":
        addAnnotation(name, data, properties["title"]);
        break;
      case "group":
        show(`##[group]${data}`);
        break;
      case "endgroup":
        show("##[endgroup]");
        break;
      case "add-mask":
        if (data.trim() !== "") {
          masks.push(data);
        }
        break;
      case "set-output":
        outputs.set(properties["name"] ?? "", data);
        break;
      case "save-state":
        state.set(properties["name"] ?? "", data);
        break;
      case "set-env":
      case "add-path":
        fail(`The \`${name}\` command is disabled.`);
        break;
      case "stop-commands":
        stop(data);
        break;
    }
  }

  return {
    onLine(line) {
      const command = parseCommand(line, resumeToken);
      if (command === undefined) {
        show(line);
      } else if (resumeToken === undefined) {
        commands.push(command);
        run(command);
        if (command.name === "stop-commands") {
          show(line);
        }
      } else {
        if (command.name === resumeToken.toLowerCase()) {
          resumeToken = undefined;
        }
        show(line);
      }
    },
    commands,
    annotations,
    outputs,
    state,
    log,
    failures,
    addAnnotation,
  };
}

/**
 * The command in a line, its name in lower case. Invisible characters are ignored in finding it: the runner compares by
 * culture here and there, where they count for nothing, so this finds rather more than the runner does.
 */
export function parseCommand(line: string, resumeToken?: string): WorkflowCommand | undefined {
  const text = line.replace(/\p{Cf}/gu, "");
  const known = (name: string) => isRegistered(name) || name.toLowerCase() === resumeToken?.toLowerCase();
  return parseColons(text, known) ?? parseBrackets(text, known);
}

/** `::name key=value,key=value::data` at the start of the line, white space apart. */
function parseColons(text: string, known: (name: string) => boolean): WorkflowCommand | undefined {
  const match = /^[\s\u0085]*::(.*?)::(.*)$/s.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, head = "", data = ""] = match;
  const { name, properties } = parseHead(head, ",", ["%0D", "%0A", "%3A", "%2C", "%25"]);
  return known(name) ? { name: name.toLowerCase(), properties, data: decode(data, ["%0D", "%0A", "%25"]) } : undefined;
}

/** `##[name key=value;key=value]data` anywhere in the line: the older syntax. */
function parseBrackets(text: string, known: (name: string) => boolean): WorkflowCommand | undefined {
  const match = /##\[([^\]]*)\](.*)$/s.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, head = "", data = ""] = match;
  const escapes: readonly Escape[] = ["%3B", "%0D", "%0A", "%5D", "%25"];
  const { name, properties } = parseHead(head, ";", escapes);
  return known(name) ? { name: name.toLowerCase(), properties, data: decode(data, escapes) } : undefined;
}

function parseHead(head: string, separator: string, escapes: readonly Escape[]) {
  const [name = ""] = head.split(" ", 1);
  const pairs = head
    .slice(name.length)
    .trim()
    .split(separator)
    .map((pair) => /^([^=]+)=(.+)$/s.exec(pair) ?? []);
  const properties = pairs.flatMap(([, key, value]) =>
    key === undefined || value === undefined ? [] : [[key, decode(value, escapes)]],
  );
  return { name, properties: Object.fromEntries(properties) as Record<string, string> };
}

const escapedCharacters = {
  "%0D": "\r",
  "%0A": "\n",
  "%3A": ":",
  "%2C": ",",
  "%3B": ";",
  "%5D": "]",
  "%25": "%",
} as const;
type Escape = keyof typeof escapedCharacters;

/** In the given order, `%25` last, so that nothing is unescaped twice. */
function decode(text: string, escapes: readonly Escape[]): string {
  return escapes.reduce((result, code) => result.replaceAll(code, escapedCharacters[code]), text);
}

function isRegistered(name: string): boolean {
  return registeredCommands.includes(name.toLowerCase());
}
