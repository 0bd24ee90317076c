import { dirname, join } from "node:path/posix";

/** The rooms, in order: a room imports only rooms before it in this list. `commands` is imported by the entries alone. */
export const rooms = [
  "host",
  "platforms",
  "golang",
  "inputs",
  "diagnose",
  "survey",
  "plan",
  "archives",
  "roots",
  "toolchains",
  "emulators",
  "go-caches",
  "build",
  "dispatch",
  "verify",
  "publish",
  "report",
  "commands",
] as const;

/** Rooms that touch no file, process, network or clock, and import nothing but types of rooms that do. */
export const pureRooms: readonly string[] = ["platforms", "golang", "inputs", "plan", "diagnose", "report"];

/** A room is imported through its front door alone. What is pure in host/, and its types, have their own, for pure rooms too. */
const doors: Readonly<Record<string, readonly string[]>> = {
  host: ["types.ts", "errors.ts", "hashes.ts", "text.ts", "units.ts", "index.ts"],
};
const frontDoor = ["index.ts"];
const pureHost = ["types.ts", "errors.ts", "hashes.ts", "text.ts", "units.ts"];

/** What the entries take of host/ beside its doors: they choose the host. */
const entriesOfHost = ["environment.ts", "github.ts", "local.ts", "log.ts", "terminal.ts"];

/** The text of each file of src/, by its path below it. */
export type Sources = ReadonlyMap<string, string>;

/** Everything in the imports of these files that is against the rules of the house, a line each. */
export function findImportProblems(sources: Sources): readonly string[] {
  const files = [...sources.keys()].sort();
  return [...files.flatMap((file) => fileProblems(file, sources)), ...findCircles(sources)];
}

function fileProblems(file: string, sources: Sources): readonly string[] {
  const room = roomOf(file);
  const text = withoutComments(sources.get(file) ?? "");
  if (room !== undefined && !isRoom(room)) {
    return [`${file}: ${room}/ is in no list of rooms`];
  }
  return [
    ...importsOf(text).flatMap((each) => (each.name.startsWith(".") ? relative(file, each) : outside(file, each))),
    ...(room !== undefined && pureRooms.includes(room) ? impureGlobals(file, text) : []),
    ...(file.endsWith("/index.ts") ? doorProblems(file, text) : []),
  ];
}

function relative(file: string, { name, typesOnly }: Import): readonly string[] {
  const target = join(dirname(file), name);
  const [room, other] = [roomOf(file), roomOf(target)];
  if (room === other) {
    return target.endsWith("/index.ts") ? [`${file}: imports the front door of its own room`] : [];
  }
  if (other === undefined || !isRoom(other)) {
    return [`${file}: imports ${target}, which is in no room`];
  }
  return [
    ...(room === "host" || rank(other) > rank(room) ? [`${file}: imports ${target}, of a room below it`] : []),
    ...(isDoor(room, target) ? [] : [`${file}: imports ${target}, which is no front door`]),
    ...(!typesOnly && isPure(room) && !isPure(other) && !(other === "host" && pureHost.includes(inRoom(target)))
      ? [`${file}: is in a pure room and imports ${target}`]
      : []),
  ];
}

function outside(file: string, { name, typesOnly }: Import): readonly string[] {
  const room = roomOf(file);
  return [
    ...(name.startsWith("@actions/") && room !== "host" ? [`${file}: only host/ imports ${name}`] : []),
    ...(name.startsWith("node:") && name !== "node:util" && !typesOnly && isPure(room)
      ? [`${file}: is in a pure room and imports ${name}`]
      : []),
  ];
}

function impureGlobals(file: string, text: string): readonly string[] {
  const code = text.replaceAll(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/g, '""');
  const found = [...code.matchAll(/(?<![.\w$])(process|Date|fetch|performance|setTimeout)\b(?!\s*:)/g)];
  return [...new Set(found.map(([, name]) => `${file}: is in a pure room and uses ${name}`))];
}

/** A front door is a list of names, so that each of them is a decision. */
function doorProblems(file: string, text: string): readonly string[] {
  const rest = text.replaceAll(/export (?:type )?\{[^}]*\} from "\.\/[^"]+";/g, "").trim();
  return rest === "" ? [] : [`${file}: a front door holds nothing but export { … } from "./…"`];
}

/** Circles of imports, those of types alone included; each once, from the file that comes first. */
function findCircles(sources: Sources): readonly string[] {
  const graph = new Map(
    [...sources].map(([file, text]) => {
      const near = importsOf(withoutComments(text)).filter(({ name }) => name.startsWith("."));
      return [file, near.map(({ name }) => join(dirname(file), name)).filter((each) => sources.has(each))] as const;
    }),
  );
  const done = new Set<string>();
  const problems: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      problems.push(`circle: ${[...path.slice(at), file].join(" -> ")}`);
      return;
    }
    if (!done.has(file)) {
      graph.get(file)?.forEach((each) => {
        visit(each, [...path, file]);
      });
      done.add(file);
    }
  };
  [...graph.keys()].sort().forEach((file) => {
    visit(file, []);
  });
  return problems;
}

type Import = {
  readonly name: string;
  /** Nothing of it is left when the program runs. */
  readonly typesOnly: boolean;
};

/** What a text imports: statically, for types alone, re-exported, or dynamically. */
function importsOf(text: string): readonly Import[] {
  const found = text.matchAll(/(?:\b(?:import|export)\s+(type\s)?([^"';()]*?)\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g);
  return [...found].map(([, type, names = "", name = ""]) => ({
    name,
    typesOnly: type !== undefined || /^\{\s*(type\s+[\w$ ]+,?\s*)+\}\s*$/.test(names),
  }));
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
}

/** Undefined of the entries, which lie beside the rooms. */
function roomOf(file: string): string | undefined {
  return file.includes("/") ? file.slice(0, file.indexOf("/")) : undefined;
}

function inRoom(file: string): string {
  return file.slice(file.indexOf("/") + 1);
}

function isRoom(name: string): boolean {
  return (rooms as readonly string[]).includes(name);
}

function isPure(room: string | undefined): boolean {
  return room !== undefined && pureRooms.includes(room);
}

/** The entries come after all rooms. */
function rank(room: string | undefined): number {
  return room === undefined ? rooms.length : (rooms as readonly string[]).indexOf(room);
}

function isDoor(from: string | undefined, target: string): boolean {
  const [room = "", file] = [roomOf(target), inRoom(target)];
  const open = doors[room] ?? frontDoor;
  return open.includes(file) || (from === undefined && room === "host" && entriesOfHost.includes(file));
}
