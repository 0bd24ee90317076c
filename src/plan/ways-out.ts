/** A maintained package without C that does what a well-known one with C does. */
export type WayOut = {
  /** The module with C; its packages are meant too. */
  readonly module: string;
  readonly instead: string;
  /** What it does not do; undefined where it does the same. */
  readonly but?: string;
};

/**
 * Advice, given once for each module. Source of each row: the documentation of the module it names, on pkg.go.dev, which
 * says that it needs no cgo.
 */
const waysOut: readonly WayOut[] = [
  { module: "github.com/mattn/go-sqlite3", instead: "modernc.org/sqlite or github.com/ncruces/go-sqlite3" },
  { module: "gorm.io/driver/sqlite", instead: "github.com/glebarez/sqlite" },
  { module: "github.com/DataDog/zstd", instead: "github.com/klauspost/compress/zstd" },
  { module: "github.com/valyala/gozstd", instead: "github.com/klauspost/compress/zstd" },
  { module: "github.com/confluentinc/confluent-kafka-go", instead: "github.com/twmb/franz-go" },
  { module: "github.com/google/gopacket/pcap", instead: "github.com/gopacket/gopacket/pcapgo", but: "on Linux only" },
  { module: "github.com/gopacket/gopacket/pcap", instead: "github.com/gopacket/gopacket/pcapgo", but: "on Linux only" },
  {
    module: "github.com/linxGnu/grocksdb",
    instead: "github.com/cockroachdb/pebble",
    but: "with files of its own format",
  },
  { module: "github.com/chai2010/webp", instead: "github.com/gen2brain/webp" },
  { module: "github.com/shirou/gopsutil", instead: "github.com/shirou/gopsutil/v4" },
  { module: "github.com/rjeczalik/notify", instead: "github.com/fsnotify/fsnotify" },
  { module: "github.com/fsnotify/fsevents", instead: "github.com/fsnotify/fsnotify" },
  { module: "github.com/libgit2/git2go", instead: "github.com/go-git/go-git/v5" },
  { module: "github.com/pebbe/zmq4", instead: "github.com/go-zeromq/zmq4" },
  { module: "github.com/jmhodges/levigo", instead: "github.com/syndtr/goleveldb" },
  { module: "github.com/godror/godror", instead: "github.com/sijms/go-ora/v2" },
  { module: "github.com/bytecodealliance/wasmtime-go", instead: "github.com/tetratelabs/wazero" },
  { module: "github.com/wasmerio/wasmer-go", instead: "github.com/tetratelabs/wazero" },
  { module: "rogchap.com/v8go", instead: "github.com/dop251/goja", but: "it interprets, and is slower" },
  { module: "github.com/pganalyze/pg_query_go", instead: "github.com/wasilibs/go-pgquery" },
  { module: "github.com/aarzilli/golua", instead: "github.com/yuin/gopher-lua" },
  { module: "github.com/lestrrat-go/libxml2", instead: "github.com/antchfx/xmlquery" },
  { module: "github.com/keybase/go-keychain", instead: "github.com/zalando/go-keyring" },
  { module: "github.com/99designs/keyring", instead: "github.com/zalando/go-keyring" },
  { module: "github.com/cloudflare/golz4", instead: "github.com/pierrec/lz4/v4" },
  { module: "github.com/ethereum/go-ethereum/crypto/secp256k1", instead: "github.com/decred/dcrd/dcrec/secp256k1/v4" },
];

/** The way out of a package with C, given its import path; undefined where none is known. */
export function wayOut(path: string): WayOut | undefined {
  return waysOut.find(({ module, instead }) => isIn(path, module) && !isIn(path, instead));
}

/** Another major version of a module is the same module. */
function isIn(path: string, module: string): boolean {
  return path === module || path.startsWith(`${module}/`);
}
