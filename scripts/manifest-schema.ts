import { createGenerator, type Definition, type SchemaGenerator } from "ts-json-schema-generator";
import { manifestSchema } from "../src/report/manifest.ts";

/** Where the schema of manifests is kept, from the repository's root. */
export const manifestSchemaFile = "docs/reference/manifest.schema.json";

export type Definitions = Readonly<Record<string, Definition | boolean>>;

let generator: SchemaGenerator | undefined;

/** The schemas of a type of src/report/manifest-types.ts or src/plan/lock.ts, and of the types that it is made of. */
export function definitionsOf(type: "ManifestOrProblems" | "Lock"): Definitions {
  generator ??= createGenerator({
    path: new URL("../src/{report/manifest-types,plan/lock}.ts", import.meta.url).pathname,
    tsconfig: new URL("../tsconfig.json", import.meta.url).pathname,
    // `npm run check` has checked them.
    skipTypeCheck: true,
  });
  return generator.createSchema(type).definitions ?? {};
}

/**
 * The JSON Schema of manifests, made of src/report/manifest-types.ts. Every key is required; there may be others, since a later
 * version may have more and keeps the number of the schema.
 */
export function manifestSchemaJson(): string {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: manifestSchema,
    title: "The manifest of a run of cgo-cross",
    // Draft 7 reads nothing beside a $ref.
    allOf: [{ $ref: "#/definitions/ManifestOrProblems" }],
    definitions: definitionsOf("ManifestOrProblems"),
  };
  const open = (key: string, value: unknown) => (key === "additionalProperties" && value === false ? undefined : value);
  return `${JSON.stringify(schema, open, 2)}\n`;
}
