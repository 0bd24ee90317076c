import { expect, it } from "vitest";
import { goflagsValues } from "../../src/golang/goflags.ts";

it.each([
  ["", []],
  ["-mod=mod -trimpath", []],
  ["-tags=a,b", ["a,b"]],
  ["-tags=a --tags=b -tagsx=c", ["a", "b"]],
  ["'-tags=a b' -v", ["a b"]],
  ["-tags=", [""]],
])("GOFLAGS %j gives -tags %j", (goflags, values) => {
  expect(goflagsValues(goflags, "tags")).toEqual(values);
});
