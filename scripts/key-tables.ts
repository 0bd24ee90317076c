/** Tables of the keys that a JSON file has, made of the schemas of its types. */
import type { Definition } from "ts-json-schema-generator";
import type { Definitions } from "./manifest-schema.ts";

/** A key as a page shows it: those of an object within another have its name in front: `host.os`, `faults[].message`. */
export type KeyRow = { readonly key: string; readonly type: string; readonly meaning: string };

export type KeyTable = {
  /** The type's name in words: `A binary`. */
  readonly title: string;
  /** What is said of the type itself. */
  readonly about: string;
  readonly rows: readonly KeyRow[];
};

/**
 * The tables of types, in this order; of types with the same title the first has the table of all. What they refer to and has
 * a table is a link to its heading.
 */
export function keyTables(definitions: Definitions, types: Readonly<Record<string, string>>): readonly KeyTable[] {
  const first = new Map<string, string>();
  for (const [type, title] of Object.entries(types)) {
    first.set(title, first.get(title) ?? type);
  }
  return [...first].map(([title, type]) => {
    const schema = definitions[type];
    if (typeof schema !== "object") {
      throw new Error(`there is no type ${type} to make a table of`);
    }
    return { title, about: schema.description ?? "", rows: rowsOf(schema, { definitions, types, prefix: "" }) };
  });
}

type Context = {
  readonly definitions: Definitions;
  readonly types: Readonly<Record<string, string>>;
  /** What stands before the names of keys. */
  readonly prefix: string;
};

function rowsOf(schema: Definition, context: Context): readonly KeyRow[] {
  const forms = alternatives(schema);
  const keys = [...new Set(forms.flatMap(({ properties = {} }) => Object.keys(properties)))];
  return keys.flatMap((name) => {
    const having = forms.filter(({ properties = {} }) => properties[name] !== undefined);
    const value = having[0]?.properties?.[name];
    if (typeof value !== "object") {
      return [];
    }
    const isAlways = forms.every(({ required = [] }) => required.includes(name));
    const key = `${context.prefix}${name}`;
    const type = `${typeOf(value, context)}${isAlways ? "" : ", may be absent"}`;
    const { items } = value;
    const [list, of] = typeof items === "object" && !Array.isArray(items) ? ["[]", items] : ["", value];
    const inner = alternatives(of).filter(({ properties }) => properties !== undefined);
    return [
      { key, type, meaning: value.description ?? "" },
      ...inner.flatMap((each) => rowsOf(each, { ...context, prefix: `${key}${list}.` })),
    ];
  });
}

/** The forms that a value has, of which a plain one has one. */
function alternatives(schema: Definition): readonly Definition[] {
  return (schema.anyOf ?? [schema]).filter((each) => typeof each === "object");
}

function typeOf(schema: Definition, context: Context): string {
  if (schema.anyOf !== undefined) {
    return alternatives(schema)
      .map((each) => typeOf(each, context))
      .join(" or ");
  }
  if (schema.$ref !== undefined) {
    return linkOf(schema.$ref.replace("#/definitions/", ""), context);
  }
  if (schema.const !== undefined) {
    return `\`${JSON.stringify(schema.const)}\``;
  }
  if (schema.enum !== undefined) {
    return schema.enum.map((each) => (each === null ? "null" : `\`${String(each)}\``)).join(", ");
  }
  const names = [schema.type ?? "any"].flat();
  return names.map((name) => typeName(name, schema, context)).join(" or ");
}

function typeName(name: string, { items, additionalProperties }: Definition, context: Context): string {
  if (name === "array" && typeof items === "object" && !Array.isArray(items)) {
    return `list of ${typeOf(items, context)}`;
  }
  if (name === "object" && typeof additionalProperties === "object") {
    return `object, of ${typeOf(additionalProperties, context)} by name`;
  }
  return name;
}

/** A link to the type's heading; a type without one is shown as what it is. */
function linkOf(type: string, context: Context): string {
  const title = context.types[type];
  const schema = context.definitions[type];
  if (title !== undefined) {
    return `[${title.toLowerCase()}](#${title
      .toLowerCase()
      .replaceAll(/[^\w -]/g, "")
      .replaceAll(" ", "-")})`;
  }
  return typeof schema === "object" ? typeOf(schema, context) : type;
}
