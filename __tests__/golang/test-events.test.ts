import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parseTestEvents } from "../../src/golang/test-events.ts";

const directory = mkdtempSync(join(tmpdir(), "test-events-"));
afterAll(() => rmSync(directory, { recursive: true }));

const test = (name: string, body: string) => `func ${name}(t *testing.T) { ${body} }\n`;
const file = (name: string, text: string) => `package ${name}\n\nimport ("testing"; "os")\n\nvar _ = os.Exit\n${text}`;

const files = {
  "go.mod": "module example.com/m\n\ngo 1.24\n",
  "good/good_test.go": file("good", test("TestA", 't.Log("fine")') + test("TestB", 't.Skip("not today")')),
  "bad/bad_test.go": file(
    "bad",
    test(
      "TestOuter",
      't.Run("inner", func(t *testing.T) { t.Error("inner is wrong") }); t.Run("other", func(*testing.T) {})',
    ),
  ),
  "exits/exits_test.go": file("exits", `${test("TestExit", "")}func TestMain(m *testing.M) { m.Run(); os.Exit(3) }\n`),
  "broken/broken_test.go": file("broken", test("TestBroken", "undefined()")),
  "none/none.go": "package none\n",
};
for (const [name, text] of Object.entries(files)) {
  mkdirSync(dirname(join(directory, name)), { recursive: true });
  writeFileSync(join(directory, name), text);
}

describe("what the user's Go prints", () => {
  const env = { ...process.env, GOFLAGS: "", GOWORK: "off", CGO_ENABLED: "0" };
  const { stdout, stderr } = spawnSync("go", ["test", "-json", "./..."], { cwd: directory, env, encoding: "utf8" });
  const report = parseTestEvents(`${stdout}${stderr}`);

  it("is counted: tests, subtests, and packages without any", () => {
    const { failures: _, ...counts } = report;
    expect(counts).toEqual({ passed: 3, failed: 2, skipped: 1, untested: 1 });
  });

  it("has each failure once, by what failed innermost, with its own words", () => {
    const found = report.failures.map(({ package: path, test }) => [path, test]).sort();
    expect(found).toEqual([
      ["example.com/m/bad", "TestOuter/inner"],
      ["example.com/m/broken", undefined],
      ["example.com/m/exits", undefined],
    ]);
    const output = (path: string) =>
      report.failures.find((each) => each.package === `example.com/m/${path}`)?.output.join("\n");
    expect(output("bad")).toContain("inner is wrong");
    expect(output("broken")).toContain("undefined: undefined");
    expect(output("exits")).toContain("FAIL\texample.com/m/exits");
  });
});

it("lines that are no events belong to what failed otherwise than by a test, as with Go before 1.24", () => {
  const events = [
    "# example.com/m [example.com/m.test]",
    "./m_test.go:5:1: undefined: x",
    "FAIL\texample.com/m [build failed]",
    '{"Action":"fail","Package":"example.com/m"}',
    '{"Action":"output","Package":"example.com/n","Test":"TestN","Output":"half a li"}',
    '{"Action":"output","Package":"example.com/n","Test":"TestN","Output":"ne\\n"}',
    '{"Action":"fail","Package":"example.com/n","Test":"TestN"}',
    "{ no event",
  ];
  expect(parseTestEvents(events.join("\n")).failures).toEqual([
    { package: "example.com/n", test: "TestN", output: ["half a line"] },
    { package: "example.com/m", test: undefined, output: [...events.slice(0, 3), "{ no event"] },
  ]);
});
